import { cast } from '../operators/cast.ts';
import { equal } from '../operators/compare.ts';
import { concat } from '../operators/concat.ts';
import { cumulativeSum } from '../operators/cumulativeSum.ts';
import { expand } from '../operators/expand.ts';
import { gather } from '../operators/gather.ts';
import { maximum } from '../operators/maximum.ts';
import { minimum } from '../operators/minimum.ts';
import { mul } from '../operators/mul.ts';
import { nonZero } from '../operators/nonZero.ts';
import { range } from '../operators/range.ts';
import { reshape } from '../operators/reshape.ts';
import { split } from '../operators/split.ts';
import { sub } from '../operators/sub.ts';
import { sum } from '../operators/sum.ts';
import { type Dim, multiply, plus } from '../tensor/dimension.ts';
import type { Tensor, TensorType } from '../tensor/tensor.ts';
import type { PromptBlock } from './decoder.ts';
import { promptCounts, rowsOf } from './prompt-blocks.ts';
import type { KeysAndValues } from './sampled-attention.ts';

/** The rows that are still continued, and all that is known of them. */
export interface Rows {
  /** Tokens that each row has so far (int64 scalar). */
  step: Tensor;
  /** [R] int64: the latest ones. */
  tokens: Tensor;
  /** [R]: 1 where a row has given its end token. */
  ended: Tensor;
  /** [R] int64: the number of each row among all that there were. */
  ids: Tensor;
  /** [R] int64: the position of each row's first new token. */
  positions: Tensor;
  /** Of each layer. */
  sampled: KeysAndValues[];
  blocks: PromptBlock[];
}

/** Prompts of each block that are left, inside the loop that drops finished ones. */
export const leftCounts: readonly Dim[] = promptCounts.map((_, n) => `L${n}`);

/** The tensors of some rows, in the order that `unflatten` reads. */
export function flatten({ step, tokens, ended, ids, positions, sampled, blocks }: Rows): Tensor[] {
  const cached = blocks.flatMap(({ mask, layers }) => [mask, ...flatPairs(layers)]);
  return [step, tokens, ended, ids, positions, ...flatPairs(sampled), ...cached];
}

/** Rows from their tensors; there are as many layers and blocks as in `like`. */
export function unflatten(tensors: readonly Tensor[], like: Rows): Rows {
  const rest = [...tensors];
  const next = () => rest.shift() as Tensor;
  const pairs = (layers: readonly unknown[]) => layers.map(() => ({ key: next(), value: next() }));
  return {
    ...{ step: next(), tokens: next(), ended: next(), ids: next(), positions: next() },
    sampled: pairs(like.sampled),
    blocks: like.blocks.map(({ layers }) => ({ mask: next(), layers: pairs(layers) })),
  };
}

export function flatPairs(layers: readonly KeysAndValues[]): Tensor[] {
  return layers.flatMap(({ key, value }) => [key, value]);
}

/** The type that a tensor of rows has where some of the prompts were dropped and `length` tokens were sampled. */
export function insideLoop({ shape, dtype }: TensorType, length: string): TensorType {
  const left = (dim: Dim) => (typeof dim === 'number' ? dim : plus(dim.replace(/\bG(?=\d)/g, 'L')));
  return { shape: shape.map((dim) => (dim === 0 ? length : left(dim))), dtype };
}

/**
 * The rows without prompts whose samples have all ended, and the new place [R] of each row that stays; that of a dropped
 * one means nothing. A block keeps one prompt in any case, since nothing can be computed of none.
 */
export function withoutFinished(rows: Rows): { left: Rows; newPlaces: Tensor } {
  const goingOn = split(sub(1, rows.ended), rowsOf(leftCounts), 0);
  const kept = leftCounts.map((count, n) => {
    const alive = minimum(sum(reshape(goingOn[n] as Tensor, [count, 'K']), -1), 1);
    const isFirst = cast(equal(range(count), 0), 'float32');
    return maximum(alive, mul(isFirst, sub(1, minimum(sum(alive), 1))));
  });
  const keptRows = concat(
    kept.map((one, n) => {
      const count = leftCounts[n] as Dim;
      return reshape(expand(reshape(one, [count, 1]), [count, 'K']), [multiply(count, 'K')]);
    }),
    0,
  );
  const index = nonZero(keptRows, 'kept');
  const prompts = kept.map((one, n) => nonZero(one, `kept${n}`));
  const picked = ({ key, value }: KeysAndValues, at: Tensor) => ({
    key: gather(key, at),
    value: gather(value, at),
  });
  return {
    newPlaces: cast(maximum(sub(cumulativeSum(keptRows, 0), 1), 0), 'int64'),
    left: {
      step: rows.step,
      tokens: gather(rows.tokens, index),
      ended: gather(rows.ended, index),
      ids: gather(rows.ids, index),
      positions: gather(rows.positions, index),
      sampled: rows.sampled.map((layer) => picked(layer, index)),
      blocks: rows.blocks.map(({ mask, layers }, n) => {
        const at = prompts[n] as Tensor;
        return { mask: gather(mask, at), layers: layers.map((layer) => picked(layer, at)) };
      }),
    },
  };
}
