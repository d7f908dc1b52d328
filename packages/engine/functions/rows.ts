import { add } from '../operators/add.ts';
import { gather } from '../operators/gather.ts';
import { gatherLast } from '../operators/gatherLast.ts';
import { mul } from '../operators/mul.ts';
import { range } from '../operators/range.ts';
import { reshape } from '../operators/reshape.ts';
import { size } from '../operators/size.ts';
import { multiply } from '../tensor/dimension.ts';
import { dimOf, type Tensor } from '../tensor/tensor.ts';

/**
 * Rows of the first two axes taken as one: x [B,T,...] and index [N] (int64, b·T + t) give [N,...]. Taking the
 * hidden states of the places that matter before `logits` saves the logits of all the others.
 */
export function gatherPositions(x: Tensor, index: Tensor): Tensor {
  return gather(reshape(x, [multiply(dimOf(x, 0), dimOf(x, 1)), ...x.shape.slice(2)]), index);
}

/** One place of each row: x [B,T] and places [B] (int64) give [B]; x [B,T,C] gives [B,C]. */
export function atPlace(x: Tensor, places: Tensor): Tensor {
  if (x.rank === 2) return gatherLast(x, places);
  const start = mul(range(dimOf(x, 0)), size([dimOf(x, 1)], 'int64'));
  return gatherPositions(x, add(start, places));
}
