import { add } from '../operators/add.ts';
import { concat } from '../operators/concat.ts';
import { matmul } from '../operators/matmul.ts';
import { mul } from '../operators/mul.ts';
import { reshape } from '../operators/reshape.ts';
import { softmax } from '../operators/softmax.ts';
import { split } from '../operators/split.ts';
import { transpose } from '../operators/transpose.ts';
import { type Dim, multiply } from '../tensor/dimension.ts';
import { dimOf, type Tensor } from '../tensor/tensor.ts';

export interface KeysAndValues {
  key: Tensor;
  value: Tensor;
}

/**
 * What one token of each of G·K samples sees: query [G·K,H,d] gives [G·K,H·d]. Keys [G,H',d,P] and values [G,H',P,d] of
 * the prompts, with a mask [G,1,1,P], each serve the K samples of their prompt and the H/H' queries that share a head;
 * those of what was sampled since are [G·K,H',d,S] and [G·K,H',S,d]. Keys lie as columns, and queries are scaled before,
 * since a product of a single row with a plain matrix is by far the fastest.
 */
export function sampledAttention(
  query: Tensor,
  prompt: KeysAndValues & { mask: Tensor },
  sampled: KeysAndValues,
): Tensor {
  const [rows, heads, width] = query.shape as [Dim, number, number];
  const shared = Number(dimOf(sampled.key, 1));
  const perKey = heads / shared;
  const own = reshape(mul(query, 1 / Math.sqrt(width)), [rows, shared, perKey, width]);

  const toPrompt = matmul(byPrompt(own), prompt.key);
  const toSampled = matmul(own, sampled.key);
  const both = concat([bySample(add(toPrompt, prompt.mask), perKey), toSampled], -1);
  const sizes = [dimOf(prompt.key, 3), dimOf(sampled.key, 3)];
  const [onPrompt, onSampled] = split(softmax(both), sizes, -1) as [Tensor, Tensor];

  const fromPrompt = bySample(matmul(byPrompt(onPrompt), prompt.value), perKey);
  return reshape(add(fromPrompt, matmul(onSampled, sampled.value)), [rows, heads * width]);
}

/** [G·K,H',r,n] as [G,H',K·r,n]: all that meets the keys of a prompt in one product. */
function byPrompt(x: Tensor): Tensor {
  const [, shared, perKey, last] = x.shape as [Dim, number, number, Dim];
  const apart = transpose(reshape(x, ['G', 'K', shared, perKey, last]), [0, 2, 1, 3, 4]);
  return reshape(apart, ['G', shared, multiply('K', perKey), last]);
}

/** [G,H',K·r,n] as [G·K,H',r,n]. */
function bySample(x: Tensor, perKey: number): Tensor {
  const [, shared, , last] = x.shape as [Dim, number, Dim, Dim];
  const apart = transpose(reshape(x, ['G', shared, 'K', perKey, last]), [0, 2, 1, 3, 4]);
  return reshape(apart, ['G*K', shared, perKey, last]);
}
