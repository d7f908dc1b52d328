import { exp } from '../operators/exp.ts';
import { logSoftmax } from '../operators/logSoftmax.ts';
import { mul } from '../operators/mul.ts';
import { neg } from '../operators/neg.ts';
import { sum } from '../operators/sum.ts';
import { tokenLogProbs as pick } from '../operators/tokenLogProbs.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { maskedMean } from './masked.ts';

/** log p(target) for each row: logits [..., V] and targets [...] (int64) give [...]; at temperature T if given. */
export function tokenLogProbs(logits: Tensor, targets: Tensor, temperature = 1): Tensor {
  return pick(tempered(logits, temperature), targets).picked;
}

/** −Σ p log p in nats for each row: logits [..., V] give [...]; at temperature T if given. */
export function entropy(logits: Tensor, temperature = 1): Tensor {
  const logProbs = logSoftmax(tempered(logits, temperature));
  return neg(sum(mul(exp(logProbs), logProbs), -1));
}

/** Mean of −log p(target) over the places where the mask is 1; logits [..., V], targets and mask [...]. */
export function crossEntropy(logits: Tensor, targets: Tensor, mask: Tensor): Tensor {
  return neg(maskedMean(tokenLogProbs(logits, targets), mask));
}

function tempered(logits: Tensor, temperature: number): Tensor {
  return temperature === 1 ? logits : mul(logits, 1 / temperature);
}
