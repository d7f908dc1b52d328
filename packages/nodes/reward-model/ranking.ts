import { mean } from '../shared/batching.ts';

/** Ranks of K answers, 1 being best, with the score of each. */
export interface ScoredRanking {
  ranks: readonly number[];
  scores: readonly number[];
}

/**
 * The answers whose choice says something: all but a single last one, which had no rival left. A ranking without ties
 * has K − 1 of them.
 */
export function choicesOf(ranks: readonly number[]): number[] {
  const worst = Math.max(...ranks);
  const last = ranks.filter((rank) => rank === worst).length;
  return ranks.flatMap((rank, index) => (rank === worst && last === 1 ? [] : [index]));
}

/** Mean over a ranking's choices of −log of the probability that Plackett and Luce give them, in nats. */
export function choiceLoss({ ranks, scores }: ScoredRanking): number {
  return mean(
    choicesOf(ranks).map((index) => {
      const rivals = scores.filter((_, other) => (ranks[other] as number) >= (ranks[index] as number));
      const largest = Math.max(...rivals);
      const total = rivals.reduce((sum, score) => sum + Math.exp(score - largest), 0);
      return largest + Math.log(total) - (scores[index] as number);
    }),
  );
}

/** Share of the pairs with different ranks whose better answer scores higher; undefined where all are tied. */
export function pairAccuracy({ ranks, scores }: ScoredRanking): number | undefined {
  let [right, pairs] = [0, 0];
  for (const [i, rank] of ranks.entries()) {
    for (const [j, other] of ranks.entries()) {
      if (rank >= other) continue;
      pairs++;
      if ((scores[i] as number) > (scores[j] as number)) right++;
    }
  }
  return pairs ? right / pairs : undefined;
}
