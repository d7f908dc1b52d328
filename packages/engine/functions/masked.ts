import { div } from '../operators/div.ts';
import { maximum } from '../operators/maximum.ts';
import { mul } from '../operators/mul.ts';
import { sum } from '../operators/sum.ts';
import type { Axes } from '../tensor/axes.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** Σ x·mask over axes (all by default). */
export function maskedSum(x: Tensor, mask: Tensor, axes?: Axes): Tensor {
  return sum(mul(x, mask), axes);
}

/** Mean of x over the places where the mask is 1, over axes (all by default); 0 where there is no such place. */
export function maskedMean(x: Tensor, mask: Tensor, axes?: Axes): Tensor {
  return div(maskedSum(x, mask, axes), maximum(sum(mask, axes), 1));
}
