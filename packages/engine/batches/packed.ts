import { attention, causalMask } from '../models/attention.ts';
import type { Attend } from '../models/family.ts';
import { type Feed, int64 } from '../session/feed.ts';
import { dimOf, type Tensor } from '../tensor/tensor.ts';
import { intoBlocks, type Line, layoutFeeds, outOfBlocks } from './blocks.ts';
import { cutLines } from './cut-lines.ts';
import { headsFirst, headsJoined } from './padded.ts';

/** Sequences are sorted into so many blocks by their length. */
const BLOCKS = 3;
/** What another block costs, in scores of a head. */
const BLOCK_COST = 2 ** 12;

/**
 * Declarations of the inputs that `packSequences` fills: sequences one after the other without padding. Only attention
 * sees padded blocks, one of short sequences, one of longer ones and one of the longest.
 */
export const packedInputs = {
  tokens: { shape: ['rows'], dtype: 'int64' },
  /** Place of each token in its sequence. */
  positions: { shape: ['rows'], dtype: 'int64' },
  /** Place of each token in the blocks. */
  places: { shape: ['rows'], dtype: 'int64' },
  shortIndex: { shape: ['shortLines', 'shortLength'], dtype: 'int64' },
  shortReal: { shape: ['shortLines', 'shortLength'], dtype: 'float32' },
  middleIndex: { shape: ['middleLines', 'middleLength'], dtype: 'int64' },
  middleReal: { shape: ['middleLines', 'middleLength'], dtype: 'float32' },
  longIndex: { shape: ['longLines', 'longLength'], dtype: 'int64' },
  longReal: { shape: ['longLines', 'longLength'], dtype: 'float32' },
} as const;

/** Sequences without padding, inside a graph. */
export type PackedTensors = Record<keyof typeof packedInputs, Tensor>;

/**
 * Lays sequences out one after the other; the rows of sequence s start at the sum of the lengths before it. `blockCost`
 * is as for `sortedIntoBlocks`. Throws where there is no token at all.
 */
export function packSequences(
  sequences: readonly (readonly number[])[],
  blockCost = BLOCK_COST,
): Record<keyof typeof packedInputs, Feed> {
  if (!sequences.some(({ length }) => length > 0))
    throw new Error(
      `A batch needs at least one token, but this one has none (sequences: ${sequences.length}); leave it out.`,
    );
  const lines = linesOf(sequences.map(({ length }) => length));
  const blocks = sortedIntoBlocks(lines, blockCost);
  const shapes = blocks.map((block) => [
    Math.max(1, block.length),
    Math.max(1, ...block.map(({ length }) => length)),
  ]);
  const layout = layoutFeeds(blocks, shapes);
  const [short, middle, long] = layout.blocks as [LaidOut, LaidOut, LaidOut];
  return {
    tokens: int64(sequences.flat()),
    positions: int64(positionsIn(lines)),
    places: layout.places,
    shortIndex: short.index,
    shortReal: short.real,
    middleIndex: middle.index,
    middleReal: middle.real,
    longIndex: long.index,
    longReal: long.real,
  };
}

type LaidOut = { index: Feed; real: Feed };

/** The place of each row in its line. */
export function positionsIn(lines: readonly Line[]): number[] {
  return lines.flatMap(({ length }) => [...Array(length).keys()]);
}

/** Lines of rows that stand one after the other, from row `first` on. */
export function linesOf(lengths: readonly number[], first = 0): Line[] {
  let start = first;
  return lengths.map((length) => {
    start += length;
    return { start: start - length, length };
  });
}

/**
 * Lines in blocks of similar length, such that the blocks have the fewest places for scores, Σ lines·longest², over all
 * ways to cut the sorted lines; a block that saves fewer than `blockCost` stays empty.
 */
export function sortedIntoBlocks(lines: readonly Line[], blockCost = BLOCK_COST): Line[][] {
  return cutLines(
    lines.toSorted((a, b) => a.length - b.length),
    { blocks: BLOCKS, costOf: (count, longest) => blockCost + count * longest ** 2, mayBeEmpty: true },
  );
}

/** Attention of each token to those before it in its sequence. */
export function packedAttention(batch: PackedTensors): Attend {
  const blocks = [
    { index: batch.shortIndex, real: batch.shortReal },
    { index: batch.middleIndex, real: batch.middleReal },
    { index: batch.longIndex, real: batch.longReal },
  ];
  const layout = { places: batch.places, blocks };
  return (query, key, value) => {
    const [queries, keys, values] = [query, key, value].map((x) => intoBlocks(x, layout)) as [
      Tensor[],
      Tensor[],
      Tensor[],
    ];
    const mixed = blocks.map(({ index }, n) => {
      const [lines, length] = [dimOf(index, 0), dimOf(index, 1)];
      const [q, k, v] = [queries[n], keys[n], values[n]].map((x) =>
        headsFirst(x as Tensor, lines, length),
      ) as [Tensor, Tensor, Tensor];
      return headsJoined(attention(q, k, v, causalMask(length, query.dtype)));
    });
    return outOfBlocks(mixed, layout);
  };
}
