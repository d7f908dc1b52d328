import { mul } from '../operators/mul.ts';
import { neg } from '../operators/neg.ts';
import { tokenLogProbs as pick } from '../operators/tokenLogProbs.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { maskedMean } from './masked.ts';

/** log p(target) for each row: logits [..., V] and targets [...] (int64) give [...]; at temperature T if given. */
export function tokenLogProbs(logits: Tensor, targets: Tensor, temperature = 1): Tensor {
  return pick(temperature === 1 ? logits : mul(logits, 1 / temperature), targets).picked;
}

/** Mean of −log p(target) over the places where the mask is 1; logits [..., V], targets and mask [...]. */
export function crossEntropy(logits: Tensor, targets: Tensor, mask: Tensor): Tensor {
  return neg(maskedMean(tokenLogProbs(logits, targets), mask));
}
