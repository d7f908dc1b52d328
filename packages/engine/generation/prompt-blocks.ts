import type * as ort from 'onnxruntime-node';
import { layoutFeeds } from '../batches/blocks.ts';
import { cutLines } from '../batches/cut-lines.ts';
import { linesOf, positionsIn } from '../batches/packed.ts';
import { int64, toOrt } from '../session/feed.ts';
import { type Dim, multiply, plus } from '../tensor/dimension.ts';
import { input, type Tensor } from '../tensor/tensor.ts';

/** Prompts are sorted into so many blocks by their length, so that few keys of padding are read at every token. */
const BLOCKS = 3;

/** Prompts in each block. */
export const promptCounts: readonly Dim[] = Array.from({ length: BLOCKS }, (_, n) => `G${n}`);

/** Rows of each block, where each prompt has K samples. */
export function rowsOf(counts: readonly Dim[]): Dim[] {
  return counts.map((count) => multiply(count, 'K'));
}

/** Rows of all blocks, one block after the other. */
export function allRows(counts: readonly Dim[]): Dim {
  return plus(...rowsOf(counts));
}

/** G prompts one after the other, N tokens in all, sorted by length, and how they lie in blocks [G0,P0], [G1,P1], … */
export interface PromptTensors {
  prompts: Tensor;
  /** Place of each token in its prompt. */
  positions: Tensor;
  /** Place of each token in the blocks. */
  places: Tensor;
  blocks: { index: Tensor; real: Tensor }[];
  /** Row of each prompt's last token. */
  last: Tensor;
  /** 1 for prompts that nobody asked about and that only fill a block. */
  filling: Tensor;
}

/** Declares the inputs that `promptFeeds` fills. */
export function promptInputs(): PromptTensors {
  const count = plus(...promptCounts);
  return {
    prompts: input('prompts', ['N'], 'int64'),
    positions: input('positions', ['N'], 'int64'),
    places: input('places', ['N'], 'int64'),
    blocks: promptCounts.map((prompts, n) => ({
      index: input(`index${n}`, [prompts, `P${n}`], 'int64'),
      real: input(`real${n}`, [prompts, `P${n}`]),
    })),
    last: input('last', [count], 'int64'),
    filling: input('filling', [count]),
  };
}

/** The tensors of prompts as inputs of a graph. */
export function inputsOf({ blocks, ...others }: PromptTensors): Tensor[] {
  return [...Object.values(others), ...blocks.flatMap(({ index, real }) => [index, real])];
}

/** Feeds of prompts, and the place of each prompt in the order in which the graph has them. */
export function promptFeeds(prompts: readonly (readonly number[])[]): {
  feeds: Record<string, ort.Tensor>;
  placeOf: number[];
  count: number;
} {
  const order = prompts.map((_, n) => n).sort((a, b) => lengthOf(prompts, a) - lengthOf(prompts, b));
  const fillers = Math.max(0, BLOCKS - prompts.length);
  const sorted = [
    ...Array.from({ length: fillers }, () => prompts[0]?.slice(0, 1) ?? []),
    ...order.map((n) => prompts[n] as readonly number[]),
  ];
  const lines = linesOf(sorted.map(({ length }) => length));
  // every key of padding is read at every token
  const costOf = (count: number, longest: number) => count * longest;
  const blocks = cutLines(lines, { blocks: BLOCKS, costOf, mayBeEmpty: false });
  const layout = layoutFeeds(
    blocks,
    blocks.map((block) => [block.length, block.at(-1)?.length ?? 1]),
  );
  const feeds = {
    prompts: int64(sorted.flat()),
    positions: int64(positionsIn(lines)),
    places: layout.places,
    ...Object.fromEntries(
      layout.blocks.flatMap(({ index, real }, n) => [
        [`index${n}`, index],
        [`real${n}`, real],
      ]),
    ),
    last: int64(lines.map(({ start, length }) => start + length - 1)),
    filling: { shape: [sorted.length], data: Float32Array.from(sorted, (_, n) => Number(n < fillers)) },
  };
  const placeOf: number[] = [];
  for (const [place, n] of order.entries()) placeOf[n] = fillers + place;
  return {
    feeds: Object.fromEntries(Object.entries(feeds).map(([name, one]) => [name, toOrt(one)])),
    placeOf,
    count: sorted.length,
  };
}

function lengthOf(prompts: readonly (readonly number[])[], n: number): number {
  return (prompts[n] as readonly number[]).length;
}
