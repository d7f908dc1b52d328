import type { Tensor } from '../tensor/tensor.ts';
import type { Weights } from './family.ts';

/** y = x W (+ b) of the layer `layer`, with what an adapter adds to it. Families wrap every projection of a block. */
export function adapted(weights: Weights, layer: string, x: Tensor, y: Tensor): Tensor {
  return weights.adapt?.(layer, x, y) ?? y;
}
