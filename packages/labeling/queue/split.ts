/**
 * Do labelers disagree so much that somebody has to decide? `agree` is the share of them who must say the same, 1 where
 * any disagreement counts. Those who said nothing of the matter are left out by the caller.
 *
 * `isSplit(['a', 'a', 'b'], 0.6)` is false: two of three agree.
 */
export function isSplit(said: readonly (string | number)[], agree: number): boolean {
  if (said.length < 2) return false;
  const counts = [...Map.groupBy(said, (one) => one).values()].map(({ length }) => length);
  return Math.max(...counts) / said.length < agree;
}
