import type { PromptFit } from '../statistics/fit-prompt.ts';

/**
 * Expected gain of information about the scores by one more comparison of i and j, in nats: the logarithm of how much
 * smaller the volume of the posterior gets, ½·ln(1 + p(1−p)·v) with v the variance of s_i − s_j. This is D-optimality
 * (Chaloner & Verdinelli 1995) for paired comparisons (Glickman & Jensen 2005).
 *
 * The gain is largest where two candidates may be equally good and little is known of them.
 */
export function pairInformation({ mean, covariance }: PromptFit, i: number, j: number): number {
  const at = (row: number, column: number) => covariance[row]?.[column] ?? 0;
  const advantage = (mean[i] ?? 0) - (mean[j] ?? 0);
  const p = 1 / (1 + Math.exp(-advantage));
  const variance = Math.max(0, at(i, i) + at(j, j) - 2 * at(i, j));
  return 0.5 * Math.log1p(p * (1 - p) * variance);
}

/** As `pairInformation`, for a task of any size: the mean over its pairs; of a single candidate how little is known of it. */
export function taskInformation(fit: PromptFit, candidates: readonly number[]): number {
  const [only = 0] = candidates;
  if (candidates.length < 2) return 0.5 * Math.log1p(fit.covariance[only]?.[only] ?? 0);
  const gains = candidates.flatMap((i, at) =>
    candidates.slice(at + 1).map((j) => pairInformation(fit, i, j)),
  );
  return gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
}
