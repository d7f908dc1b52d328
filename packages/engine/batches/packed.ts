import { attention, causalMask } from '../models/attention.ts';
import type { Attend } from '../models/family.ts';
import { cast } from '../operators/cast.ts';
import { padRows, type RowPlaces } from '../operators/padRows.ts';
import { reshape } from '../operators/reshape.ts';
import { unpadRows } from '../operators/unpadRows.ts';
import { type Feed, int64 } from '../session/feed.ts';
import { multiply } from '../tensor/dimension.ts';
import { type DType, dimOf, type Tensor } from '../tensor/tensor.ts';
import { headsFirst, headsJoined } from './padded.ts';

/**
 * Declarations of the inputs that `packSequences` fills: sequences one after the other without padding. Only attention sees a padded block; `index`, `places` and `real` say how rows lie in it.
 */
export const packedInputs = {
  tokens: { shape: ['rows'], dtype: 'int64' },
  /** Place of each token in its sequence. */
  positions: { shape: ['rows'], dtype: 'int64' },
  index: { shape: ['sequences', 'length'], dtype: 'int64' },
  places: { shape: ['rows'], dtype: 'int64' },
  real: { shape: ['sequences', 'length'], dtype: 'float32' },
} as const;

/** Sequences without padding, inside a graph. */
export type PackedTensors = Record<keyof typeof packedInputs, Tensor>;

/** Where the rows of a stretch of sequences lie in a block; without rows, one that stands at padding. */
export function stretchFeeds(
  lengths: readonly number[],
  shape: readonly number[],
): { index: Feed; places: Feed; real: Feed } {
  const length = shape.at(-1) as number;
  const index = new BigInt64Array(lengths.length * length);
  const real = new Float32Array(index.length);
  const places: number[] = [];
  let row = 0;
  for (const [n, count] of lengths.entries())
    for (let place = n * length; place < n * length + count; place++, row++) {
      index[place] = BigInt(row);
      real[place] = 1;
      places.push(place);
    }
  if (row === 0) places.push(0);
  return { index: { shape, data: index }, places: int64(places), real: { shape, data: real } };
}

/** Lays sequences out one after the other; the rows of sequence s start at the sum of the lengths before it. */
export function packSequences(
  sequences: readonly (readonly number[])[],
): Record<keyof typeof packedInputs, Feed> {
  const lengths = sequences.map(({ length }) => length);
  return {
    tokens: int64(sequences.flat()),
    positions: int64(lengths.flatMap((length) => [...Array(length).keys()])),
    ...stretchFeeds(lengths, [sequences.length, Math.max(1, ...lengths)]),
  };
}

/** Attention of each token to those before it in its sequence. */
export function packedAttention({ index, places, real }: PackedTensors): Attend {
  const [batch, length] = [dimOf(index, 0), dimOf(index, 1)];
  return (query, key, value) => {
    const block = flatPlaces({ index, places, real }, query.dtype);
    const [q, k, v] = [query, key, value].map((x) => headsFirst(padRows(x, block), batch, length)) as [
      Tensor,
      Tensor,
      Tensor,
    ];
    return unpadRows(headsJoined(attention(q, k, v, causalMask(length, query.dtype))), block);
  };
}

/** The places of a block of several axes, counted through. */
export function flatPlaces({ index, places, real }: RowPlaces, dtype: DType): RowPlaces {
  const count = multiply(...index.shape);
  return { index: reshape(index, [count]), places, real: cast(reshape(real, [count]), dtype) };
}
