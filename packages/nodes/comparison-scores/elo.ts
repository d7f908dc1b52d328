import type { Random } from '@heed/engine/random';
import { type Choice, pairChoices } from './choices.ts';
import type { Comparison } from './comparisons.ts';

/** Elo points in one unit of log-odds: 400 points are odds of ten to one. */
export const ELO_POINTS = 400 / Math.LN10;

/**
 * Elo scores (Elo 1978) in log-odds, starting from 0: after each pair both sides move by K·(result − expectation). The
 * outcome hangs on the order of the pairs, so that it is the mean over `orders` random orders.
 */
export function eloScores(
  count: number,
  comparisons: readonly Comparison[],
  { kFactor, orders, random }: { kFactor: number; orders: number; random: Random },
): number[] {
  const choices = comparisons.flatMap(pairChoices);
  const sums = new Array<number>(count).fill(0);
  for (let order = 0; order < orders; order++) {
    const scores = onePass(count, random.shuffle(choices), kFactor / ELO_POINTS);
    for (const [index, score] of scores.entries()) sums[index] = (sums[index] as number) + score;
  }
  return sums.map((sum) => sum / orders);
}

function onePass(count: number, choices: readonly Choice[], rate: number): number[] {
  const scores = new Array<number>(count).fill(0);
  for (const { chosen, rivals, weight } of choices) {
    const loser = rivals[1] as number;
    const expected = 1 / (1 + Math.exp((scores[loser] as number) - (scores[chosen] as number)));
    const change = rate * weight * (1 - expected);
    scores[chosen] = (scores[chosen] as number) + change;
    scores[loser] = (scores[loser] as number) - change;
  }
  return scores;
}
