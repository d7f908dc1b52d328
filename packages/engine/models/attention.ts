import { add } from '../operators/add.ts';
import { cast } from '../operators/cast.ts';
import { lessOrEqual } from '../operators/compare.ts';
import { constant } from '../operators/constant.ts';
import { custom } from '../operators/custom.ts';
import { matmul } from '../operators/matmul.ts';
import { mul } from '../operators/mul.ts';
import { range } from '../operators/range.ts';
import { reshape } from '../operators/reshape.ts';
import { softmax } from '../operators/softmax.ts';
import { sub } from '../operators/sub.ts';
import { sum } from '../operators/sum.ts';
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
  const weights = softmax(add(scores(query, key), mask));
  const inputs = [query, key, value, mask];
  const [mixed] = custom(inputs, [sumOfValues(weights, value), weights], ({ outputs, gradients }) => {
    const [o, p, g] = [outputs[0], outputs[1], gradients[0]] as [Tensor, Tensor, Tensor];
    const slope = slopeOfScores(p, scores(g, value, 1), slopeInCommon(g, o));
    const scale = scaleOf(query);
    const ofKey = matmul(stacked(slope, key), stacked(query, key), { transposeA: true, scale });
    const ofValue = matmul(stacked(p, key), stacked(g, key), { transposeA: true });
    return [sumOfValues(slope, key, scale), ofKey, ofValue, undefined];
  });
  return mixed as Tensor;
}

/**
 * dL/d(score) = p ⊙ (dp − Σ dp ⊙ p) of weights p [...,S] and their gradient dp. The sum equals `common` [...,1], that of
 * do ⊙ o (Dao et al., 2022, section 3.1), which is read from far fewer numbers.
 */
export function slopeOfScores(p: Tensor, dp: Tensor, common: Tensor): Tensor {
  return mul(p, sub(dp, common));
}

/** Σ do ⊙ o [...,1] of what attention gave, o [...,d], and its gradient. */
export function slopeInCommon(gradient: Tensor, output: Tensor): Tensor {
  return sum(mul(gradient, output), -1, { keepDims: true });
}

/** 1/√d for queries [...,d]. */
export function scaleOf(query: Tensor): number {
  return 1 / Math.sqrt(Number(dimOf(query, -1)));
}

/** [B,H,T,S]: how well each query fits each key. */
function scores(query: Tensor, key: Tensor, scale = scaleOf(query)): Tensor {
  const grouped = matmul(stacked(query, key), key, { transposeB: true, scale });
  return reshape(grouped, [...query.shape.slice(0, 3), dimOf(key, 2)]);
}

/** [B,H,T,d]: values [B,G,S,d] weighted with [B,H,T,S]. */
function sumOfValues(weights: Tensor, value: Tensor, scale = 1): Tensor {
  return reshape(matmul(stacked(weights, value), value, { scale }), [
    ...weights.shape.slice(0, 3),
    dimOf(value, 3),
  ]);
}

/** Rows [B,H,T,n] as [B,G,H/G·T,n], so that those which share a key or value meet it in a single product. */
function stacked(rows: Tensor, shared: Tensor): Tensor {
  const [batch, heads, length, width] = rows.shape as [Dim, number, Dim, Dim];
  const groups = Number(dimOf(shared, 1));
  return reshape(rows, [batch, groups, multiply(heads / groups, length), width]);
}
