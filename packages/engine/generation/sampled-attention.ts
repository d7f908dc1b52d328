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
import { rowsOf } from './prompt-blocks.ts';

export interface KeysAndValues {
  key: Tensor;
  value: Tensor;
}

/**
 * What one token of each row sees: query [R,H,d] gives [R,H·d]. Rows are K samples of each of the G prompts of a block,
 * block after block. Keys [G,H',d,P] and values [G,H',P,d] of a block's prompts, with a mask [G,1,1,P], each serve the
 * K samples of their prompt and the H/H' queries that share a head; those of what was sampled since are [R,H',d,S] and
 * [R,H',S,d].
 */
export function sampledAttention(
  query: Tensor,
  prompts: readonly (KeysAndValues & { mask: Tensor })[],
  sampled: KeysAndValues,
  counts: readonly Dim[],
): Tensor {
  const [rows, heads, width] = query.shape as [Dim, number, number];
  const shared = Number(dimOf(sampled.key, 1));
  const perKey = heads / shared;
  const own = reshape(mul(query, 1 / Math.sqrt(width)), [rows, shared, perKey, width]);
  const toSampled = split(matmul(own, sampled.key), rowsOf(counts), 0);
  const queries = split(own, rowsOf(counts), 0);

  const blocks = prompts.map(({ key, value, mask }, n) => {
    const samples = samplesOf(counts[n] as Dim, perKey);
    const toPrompt = samples.apart(add(matmul(samples.together(queries[n] as Tensor), key), mask));
    const weights = softmax(concat([toPrompt, toSampled[n] as Tensor], -1));
    const sizes = [dimOf(key, 3), dimOf(sampled.key, 3)];
    const [onPrompt, onSampled] = split(weights, sizes, -1) as [Tensor, Tensor];
    return { onSampled, fromPrompt: samples.apart(matmul(samples.together(onPrompt), value)) };
  });
  const joined = (of: (block: (typeof blocks)[number]) => Tensor) => concat(blocks.map(of), 0);
  const fromSampled = matmul(
    joined(({ onSampled }) => onSampled),
    sampled.value,
  );
  return reshape(
    add(
      joined(({ fromPrompt }) => fromPrompt),
      fromSampled,
    ),
    [rows, heads * width],
  );
}

/** How the K samples of each of `count` prompts meet the keys of their prompt in one product. */
function samplesOf(count: Dim, perKey: number) {
  return {
    /** [G·K,H',r,n] as [G,H',K·r,n]. */
    together(x: Tensor): Tensor {
      const [, shared, , last] = x.shape as [Dim, number, number, Dim];
      const moved = transpose(reshape(x, [count, 'K', shared, perKey, last]), [0, 2, 1, 3, 4]);
      return reshape(moved, [count, shared, multiply('K', perKey), last]);
    },
    /** [G,H',K·r,n] as [G·K,H',r,n]. */
    apart(x: Tensor): Tensor {
      const [, shared, , last] = x.shape as [Dim, number, Dim, Dim];
      const moved = transpose(reshape(x, [count, shared, 'K', perKey, last]), [0, 2, 1, 3, 4]);
      return reshape(moved, [multiply(count, 'K'), shared, perKey, last]);
    },
  };
}
