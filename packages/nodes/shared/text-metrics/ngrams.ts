/** How often each run of `length` units occurs. */
export function countNgrams(units: readonly string[], length: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + length <= units.length; at++) {
    const run = units.slice(at, at + length).join(' ');
    counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  return counts;
}

/** Occurrences that both sides have: Σ min(count, other count). */
export function overlap(counts: ReadonlyMap<string, number>, others: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [run, count] of counts) sum += Math.min(count, others.get(run) ?? 0);
  return sum;
}
