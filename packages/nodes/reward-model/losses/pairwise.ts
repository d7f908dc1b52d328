import {
  add,
  cast,
  greater,
  logSigmoid,
  maskedMean,
  mean,
  mul,
  neg,
  square,
  sub,
  type Tensor,
} from '@heed/engine';

export interface PreferenceLossOptions {
  /** How far the chosen score must lead. */
  margin: number;
  /** Weight of the term that keeps scores around 0. */
  centering: number;
}

/**
 * Bradley-Terry loss of the scores [P] of both sides: the mean of −w·(s·log σ(d) + (1 − s)·log σ(−d)) with
 * d = r_chosen − r_rejected − margin, plus c times the mean of (r_chosen + r_rejected)².
 */
export function preferenceLoss(
  chosen: Tensor,
  rejected: Tensor,
  strength: Tensor,
  weight: Tensor,
  { margin, centering }: PreferenceLossOptions,
): Tensor {
  const difference = sub(sub(chosen, rejected), margin);
  const preferred = mul(strength, neg(logSigmoid(difference)));
  const reversed = mul(sub(1, strength), neg(logSigmoid(neg(difference))));
  const pairLoss = mean(mul(weight, add(preferred, reversed)));
  return centering === 0 ? pairLoss : add(pairLoss, mul(mean(square(add(chosen, rejected))), centering));
}

/** Share of the pairs with a choice, not a tie, whose chosen answer scores higher; scores and strengths [P]. */
export function pairAccuracy(chosen: Tensor, rejected: Tensor, strength: Tensor): Tensor {
  const decided = cast(greater(strength, 0.5), 'float32');
  return maskedMean(cast(greater(chosen, rejected), 'float32'), decided);
}
