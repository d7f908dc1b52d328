import { add } from '../operators/add.ts';
import { linear } from '../operators/linear.ts';
import { matmul } from '../operators/matmul.ts';
import { transpose } from '../operators/transpose.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { Weights } from './family.ts';

/** How the matrix of a linear layer lies in memory, [in,out] or [out,in], and whether it has a bias. */
export interface Projection {
  layout: 'in-out' | 'out-in';
  bias: boolean;
}

/** x W (+ b) [N,out] of rows x [N,in] and the layer `layer`, with what an adapter adds to it. */
export function project(weights: Weights, layer: string, x: Tensor, { layout, bias }: Projection): Tensor {
  const matrix = weights(`${layer}.weight`);
  const shift = bias ? weights(`${layer}.bias`) : undefined;
  const y =
    layout === 'in-out' && shift && !weights.fewRows
      ? linear(x, matrix, shift)
      : shifted(multiplied(weights, x, matrix, layout), shift);
  return weights.adapt?.(layer, x, y) ?? y;
}

/**
 * x W [N,out]. A product packs its right factor anew each time. With few rows, packing a large matrix takes longer than
 * the product, so there the matrix stands on the left, and the rows are what is packed.
 */
export function multiplied(
  weights: Weights,
  x: Tensor,
  matrix: Tensor,
  layout: Projection['layout'],
): Tensor {
  if (!weights.fewRows) return matmul(x, matrix, { transposeB: layout === 'out-in' });
  return transpose(matmul(layout === 'out-in' ? matrix : transpose(matrix), x, { transposeB: true }));
}

function shifted(y: Tensor, shift: Tensor | undefined): Tensor {
  return shift ? add(y, shift) : y;
}
