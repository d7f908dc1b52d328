import { mean, mul, square, sub, type Tensor } from '@heed/engine';

/** The mean of w·(r − y)² of scores, standardized ratings y and weights, all [B]. */
export function regressionLoss(scores: Tensor, ratings: Tensor, weights: Tensor): Tensor {
  return mean(mul(weights, square(sub(scores, ratings))));
}
