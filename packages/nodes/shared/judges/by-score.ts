import type { Judged } from '@heed/labeling/contract/form.ts';

/** A candidate and how good it is. */
export type Scored = { id: string; score: number };

/** The highest score wins, of a pair or of the replies to a dialogue; a lead of zero or under the margin is a tie. */
export function judgeBest(scored: readonly Scored[], minimumMargin: number): Judged<unknown> {
  const [best, next] = scored.toSorted((a, b) => b.score - a.score);
  const lead = (best?.score ?? 0) - (next?.score ?? 0);
  if (!best || lead === 0 || lead < minimumMargin) return { outcome: 'tie', value: {} };
  return { outcome: 'answered', value: { chosen: best.id } };
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
