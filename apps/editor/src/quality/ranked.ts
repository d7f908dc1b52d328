/** A candidate's letter: A, B, C … */
export function letter(place: number): string {
  return String.fromCharCode(65 + place);
}

/** `[2, 1, 2]` as "B > A = C": the candidates' letters from the best to the worst, equals together. */
export function rankedLetters(ranks: readonly number[]): string {
  const groups = Map.groupBy(
    ranks.map((rank, place) => ({ rank, name: letter(place) })),
    ({ rank }) => rank,
  );
  return [...groups.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, group]) => group.map(({ name }) => name).join(' = '))
    .join(' > ');
}
