/**
 * Candidates from the best to the worst, equals together; undefined where one of them is not known, or where two are not
 * right, since neither is better than the other by that.
 */
export function knownOrder(
  quality: ReadonlyMap<string, number>,
  candidates: readonly string[],
): string[][] | undefined {
  const known = candidates.map((id) => quality.get(id));
  if (known.includes(undefined) || known.filter((one) => one === 0).length > 1) return undefined;
  const groups = Map.groupBy(candidates, (id) => quality.get(id) ?? 0);
  return [...groups].toSorted(([a], [b]) => b - a).map(([, group]) => group);
}
