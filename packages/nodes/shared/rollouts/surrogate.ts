import { abs, cast, clip, exp, greater, maximum, mean, mul, neg, sub, type Tensor } from '@heed/engine';

/** Log-ratios are clamped so that one wild token cannot overflow the exponential. */
const LOG_RATIO_LIMIT = 20;

/** log(p/q) of two log-probabilities, elementwise, clamped to ±20. */
export function clampedLogRatio(logP: Tensor, logQ: Tensor): Tensor {
  return clip(sub(logP, logQ), -LOG_RATIO_LIMIT, LOG_RATIO_LIMIT);
}

/** max(−A·ρ, −A·clip(ρ, 1 ± ε)), elementwise (Schulman et al. 2017, equation 7, as a loss). */
export function clippedSurrogate(advantages: Tensor, ratio: Tensor, clipRange: number): Tensor {
  const loss = neg(advantages);
  return maximum(mul(loss, ratio), mul(loss, clip(ratio, 1 - clipRange, 1 + clipRange)));
}

/** Share of ratios outside 1 ± ε. */
export function clippedShare(ratio: Tensor, clipRange: number): Tensor {
  return mean(cast(greater(abs(sub(ratio, 1)), clipRange), 'float32'));
}

/**
 * (ρ − 1) − log ρ, elementwise, of log ρ = log(q/p) at samples of p: the k3 estimator of KL(p‖q), never negative
 * (Schulman 2020, "Approximating KL divergence").
 */
export function k3(logRatio: Tensor): Tensor {
  return sub(sub(exp(logRatio), 1), logRatio);
}
