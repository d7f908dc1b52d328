import { mean, standardDeviation } from '../shared/batching.ts';
import { pearson, spearman } from '../shared/correlation.ts';
import { proportionInterval } from '../shared/intervals.ts';

/** How far two rewards say the same of answers. */
export interface Agreement {
  /** Undefined where one of them gives all answers the same score. */
  correlation: number | undefined;
  rankCorrelation: number | undefined;
  /** Undefined where no prompt has two answers. */
  pairAgreement: Share | undefined;
  bestAgreement: Share | undefined;
}

/** A share with its 95 % Wilson interval. */
export interface Share {
  value: number;
  low: number;
  high: number;
}

/** Compares two lists of scores; `groups` are the indices of the answers to each prompt. */
export function agreementOf(
  a: readonly number[],
  b: readonly number[],
  groups: readonly (readonly number[])[],
): Agreement {
  const several = groups.filter(({ length }) => length > 1);
  return {
    correlation: pearson(a, b),
    rankCorrelation: spearman(a, b),
    pairAgreement: shareOf(several.flatMap((group) => sameOrder(a, b, group))),
    bestAgreement: shareOf(several.map((group) => sameBest(a, b, group))),
  };
}

/** For each pair of a group: 1 in the same order, 0 in the opposite, ½ where one of them sees a tie. */
function sameOrder(a: readonly number[], b: readonly number[], group: readonly number[]): number[] {
  return group.flatMap((i, place) =>
    group.slice(place + 1).map((j) => {
      const signA = Math.sign((a[i] as number) - (a[j] as number));
      const signB = Math.sign((b[i] as number) - (b[j] as number));
      return signA * signB === 0 ? (signA === signB ? 1 : 0.5) : signA === signB ? 1 : 0;
    }),
  );
}

/** The chance that the best answers are the same where ties are broken at random. */
function sameBest(a: readonly number[], b: readonly number[], group: readonly number[]): number {
  const best = (scores: readonly number[]) => {
    const highest = Math.max(...group.map((index) => scores[index] as number));
    return group.filter((index) => scores[index] === highest);
  };
  const [bestA, bestB] = [best(a), best(b)];
  return bestA.filter((index) => bestB.includes(index)).length / (bestA.length * bestB.length);
}

function shareOf(cases: readonly number[]): Share | undefined {
  if (cases.length === 0) return undefined;
  const value = mean(cases);
  const [low, high] = proportionInterval(value, cases.length);
  return { value, low, high };
}

/** Scores at mean 0 and deviation 1; all 0 where they do not vary. */
export function standardized(scores: readonly number[]): number[] {
  const [center, spread] = [mean(scores), standardDeviation(scores)];
  return scores.map((score) => (spread > 0 ? (score - center) / spread : 0));
}

/** For each answer the largest distance between two rewards' standardized scores. */
export function disputes(scores: readonly (readonly number[])[]): number[] {
  return (scores[0] ?? []).map((_, answer) => {
    const said = scores.map((one) => one[answer] as number);
    return Math.max(...said) - Math.min(...said);
  });
}
