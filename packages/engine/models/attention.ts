import { add } from '../operators/add.ts';
import { cast } from '../operators/cast.ts';
import { lessOrEqual } from '../operators/compare.ts';
import { constant } from '../operators/constant.ts';
import { matmul } from '../operators/matmul.ts';
import { mul } from '../operators/mul.ts';
import { range } from '../operators/range.ts';
import { reshape } from '../operators/reshape.ts';
import { softmax } from '../operators/softmax.ts';
import { sub } from '../operators/sub.ts';
import { where } from '../operators/where.ts';
import { type Dim, multiply } from '../tensor/dimension.ts';
import { type DType, dimOf, type Tensor } from '../tensor/tensor.ts';

/** Added to a score to forbid it: e^−1e9 is 0, and the sum of two of them is finite in float32. */
const forbidden = -1e9;

/** [T,T]: 0 where query i may look at key j ≤ i, otherwise `forbidden`. */
export function causalMask(length: Dim, dtype: DType): Tensor {
  const place = range(length);
  const allowed = lessOrEqual(reshape(place, [1, length]), reshape(place, [length, 1]));
  return where(allowed, constant(0, dtype), forbidden);
}

/** [B,1,1,T] from a mask [B,T]: 0 at real tokens (1), `forbidden` at padding (0). */
export function paddingMask(mask: Tensor, dtype: DType): Tensor {
  const [batch, length] = [dimOf(mask, 0), dimOf(mask, 1)];
  return mul(reshape(sub(1, cast(mask, dtype)), [batch, 1, 1, length]), forbidden);
}

/**
 * softmax(q kᵀ/√d + mask) v with q [B,H,T,d] and k, v [B,H,S,d] (Vaswani et al., 2017). With fewer keys than queries,
 * [B,G,S,d], each serves the H/G queries beside each other (Ainslie et al., 2023).
 */
export function attention(query: Tensor, key: Tensor, value: Tensor, mask: Tensor): Tensor {
  return sumOfValues(softmax(add(scores(query, key), mask)), value);
}

/** [B,H,T,S]: how well each query fits each key. */
function scores(query: Tensor, key: Tensor): Tensor {
  const scale = 1 / Math.sqrt(Number(dimOf(query, -1)));
  const grouped = matmul(stacked(query, key), key, { transposeB: true, scale });
  return reshape(grouped, [...query.shape.slice(0, 3), dimOf(key, 2)]);
}

/** [B,H,T,d]: values [B,G,S,d] weighted with [B,H,T,S]. */
function sumOfValues(weights: Tensor, value: Tensor): Tensor {
  return reshape(matmul(stacked(weights, value), value), [...weights.shape.slice(0, 3), dimOf(value, 3)]);
}

/** Rows [B,H,T,n] as [B,G,H/G·T,n], so that those which share a key or value meet it in a single product. */
function stacked(rows: Tensor, shared: Tensor): Tensor {
  const [batch, heads, length, width] = rows.shape as [Dim, number, Dim, Dim];
  const groups = Number(dimOf(shared, 1));
  return reshape(rows, [batch, groups, multiply(heads / groups, length), width]);
}
