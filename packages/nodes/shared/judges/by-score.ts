import type { Judged } from '@heed/labeling/contract/form.ts';

/** A candidate and how good it is. */
export type Scored = { id: string; score: number };

/** The higher score wins; a difference of zero or under the margin is a tie. */
export function judgePair([first, second]: readonly Scored[], minimumMargin: number): Judged<unknown> {
  const difference = (first?.score ?? 0) - (second?.score ?? 0);
  if (difference === 0 || Math.abs(difference) < minimumMargin) return { outcome: 'tie', value: {} };
  return { outcome: 'answered', value: { chosen: (difference > 0 ? first : second)?.id } };
}

/** From the highest score to the lowest; those closer than the margin to the one before are equal to it. */
export function judgeRanking(scored: readonly Scored[], minimumMargin: number): Judged<unknown> {
  const groups: Scored[][] = [];
  for (const one of scored.toSorted((a, b) => b.score - a.score)) {
    const last = groups.at(-1)?.at(-1);
    const isEqual = last && (last.score === one.score || last.score - one.score < minimumMargin);
    if (isEqual) groups.at(-1)?.push(one);
    else groups.push([one]);
  }
  return { outcome: 'answered', value: { groups: groups.map((group) => group.map(({ id }) => id)) } };
}
