import type { Random } from '@heed/engine/random';
import { standardDeviation } from '../shared/batching.ts';
import type { Comparison } from './comparisons.ts';

/** Answers in a random order by Plackett and Luce: the largest of score + Gumbel noise comes first. */
function drawRanks(answers: readonly number[], scores: readonly number[], random: Random): number[] {
  const noisy = answers.map(
    (answer) => (scores[answer] as number) - Math.log(-Math.log(1 - random.uniform())),
  );
  const order = noisy.map((_, index) => index).sort((a, b) => (noisy[b] as number) - (noisy[a] as number));
  const ranks = new Array<number>(answers.length);
  for (const [place, index] of order.entries()) ranks[index] = place + 1;
  return ranks;
}

/**
 * Standard errors by the parametric bootstrap (Efron and Tibshirani 1993, section 6.5): every verdict is drawn anew from
 * the fitted scores, and scores are fitted again, `rounds` times. It speaks even where a prompt has one verdict only,
 * which could not be drawn with replacement. Ties are drawn as decisions: errors come out too large rather than too small.
 */
export function standardErrors(
  scores: readonly number[],
  verdicts: readonly Comparison[][],
  refit: (comparisons: Comparison[]) => number[],
  { rounds, random }: { rounds: number; random: Random },
): number[] {
  const fits = Array.from({ length: rounds }, () =>
    refit(
      verdicts.map((verdict) => {
        const { answers } = verdict[0] as Comparison;
        const weight = verdict.reduce((sum, one) => sum + one.weight, 0);
        return { answers, ranks: drawRanks(answers, scores, random), weight };
      }),
    ),
  );
  return scores.map((_, answer) => standardDeviation(fits.map((fit) => fit[answer] as number)));
}
