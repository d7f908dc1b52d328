import { mean, standardDeviation } from './batching.ts';

/** Pearson's correlation of two lists; undefined where one of them does not vary. */
export function pearson(a: readonly number[], b: readonly number[]): number | undefined {
  const [meanA, meanB] = [mean(a), mean(b)];
  const spread = standardDeviation(a) * standardDeviation(b);
  if (spread === 0) return undefined;
  const products = a.map((one, index) => (one - meanA) * ((b[index] as number) - meanB));
  return Math.max(-1, Math.min(1, mean(products) / spread));
}

/** Ranks from 1 in rising order; equal values share the mean of their ranks. */
export function fractionalRanks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranks = new Array<number>(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && values[order[end] as number] === values[order[start] as number]) end++;
    for (const index of order.slice(start, end)) ranks[index] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}

/** Spearman's ρ: Pearson's correlation of the ranks; undefined where a list does not vary. */
export function spearman(a: readonly number[], b: readonly number[]): number | undefined {
  return pearson(fractionalRanks(a), fractionalRanks(b));
}

/**
 * Kendall's τ-b (Kendall 1945): concordant less discordant pairs over √(pairs untied in a · pairs untied in b);
 * undefined where a list does not vary.
 */
export function kendallTau(a: readonly number[], b: readonly number[]): number | undefined {
  let agreement = 0;
  let [untiedA, untiedB] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < i; j++) {
      const signA = Math.sign((a[i] as number) - (a[j] as number));
      const signB = Math.sign((b[i] as number) - (b[j] as number));
      agreement += signA * signB;
      untiedA += Math.abs(signA);
      untiedB += Math.abs(signB);
    }
  }
  return untiedA && untiedB ? agreement / Math.sqrt(untiedA * untiedB) : undefined;
}
