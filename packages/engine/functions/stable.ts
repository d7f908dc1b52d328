import { add } from '../operators/add.ts';
import { exp } from '../operators/exp.ts';
import { log } from '../operators/log.ts';
import { maxReduce } from '../operators/maxReduce.ts';
import { neg } from '../operators/neg.ts';
import { reshape } from '../operators/reshape.ts';
import { softplus } from '../operators/softplus.ts';
import { stopGradient } from '../operators/stopGradient.ts';
import { sub } from '../operators/sub.ts';
import { sum } from '../operators/sum.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** log σ(x) = −log(1 + e⁻ˣ), elementwise, without overflow. */
export function logSigmoid(x: Tensor): Tensor {
  return neg(softplus(neg(x)));
}

/** log Σ eˣ over the last axis, without overflow: [..., V] gives [...]. */
export function logSumExp(x: Tensor): Tensor {
  const largest = stopGradient(maxReduce(x, -1, { keepDims: true }));
  const total = log(sum(exp(sub(x, largest)), -1));
  return add(total, reshape(largest, total.shape));
}
