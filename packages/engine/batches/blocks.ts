import { cast } from '../operators/cast.ts';
import { concat } from '../operators/concat.ts';
import { custom } from '../operators/custom.ts';
import { gather } from '../operators/gather.ts';
import { mul } from '../operators/mul.ts';
import { reshape } from '../operators/reshape.ts';
import { type Feed, int64 } from '../session/feed.ts';
import { multiply } from '../tensor/dimension.ts';
import { dimOf, type Tensor } from '../tensor/tensor.ts';

/** How N rows without padding lie in padded blocks, whose places are counted through from the first block to the last. */
export interface BlockLayout {
  /** [N] int64: the place of each row. */
  places: Tensor;
  blocks: readonly Block[];
}

interface Block {
  /** [...,T] int64: the row at each place; any row at padding. */
  index: Tensor;
  /** [...,T] float32: 1 at the places of rows, 0 at padding. */
  real: Tensor;
}

/**
 * Rows x [N,…] in blocks [M,…], one for each. Padding holds copies of rows: whatever is computed of it must not count,
 * and a row receives the gradient of its own place only.
 */
export function intoBlocks(x: Tensor, { places, blocks }: BlockLayout): Tensor[] {
  const indices = blocks.map(({ index }) => index);
  const outputs = indices.map((index) => gather(x, flat(index)));
  return custom([x, places, ...indices], outputs, ({ gradients }) => [
    gather(joined(gradients as readonly Tensor[]), places),
  ]);
}

/** The rows [N,…] of blocks [M,…], in their order. Nothing is read at padding, so no gradient comes back there. */
export function outOfBlocks(values: readonly Tensor[], { places, blocks }: BlockLayout): Tensor {
  const inputs = [...values, places, ...blocks.flatMap(({ index, real }) => [index, real])];
  const [rows] = custom(inputs, [gather(joined(values), places)], ({ gradients: [gradient] }) =>
    blocks.map(({ index, real }, n) => {
      const value = values[n] as Tensor;
      const column = reshape(real, [dimOf(value, 0), ...value.shape.slice(1).map(() => 1)]);
      return mul(gather(gradient as Tensor, flat(index)), cast(column, value.dtype));
    }),
  );
  return rows as Tensor;
}

function flat(index: Tensor): Tensor {
  return reshape(index, [multiply(...index.shape)]);
}

function joined(values: readonly Tensor[]): Tensor {
  return values.length === 1 ? (values[0] as Tensor) : concat(values, 0);
}

/** Where rows begin and how many there are, for each line of a block. */
export interface Line {
  start: number;
  length: number;
}

/**
 * Feeds of a layout. `shapes` are those of the blocks, whose last axis holds a line each; a block has at least one line.
 * Where there are no rows at all, one stands at padding, since nothing can be read of no rows.
 */
export function layoutFeeds(
  blocks: readonly (readonly Line[])[],
  shapes: readonly (readonly number[])[],
): { places: Feed; blocks: { index: Feed; real: Feed }[] } {
  const places: number[] = [];
  let first = 0;
  const filled = blocks.map((lines, n) => {
    const shape = shapes[n] as readonly number[];
    const width = shape.at(-1) as number;
    const index = new BigInt64Array(shape.reduce((all, one) => all * one, 1));
    const real = new Float32Array(index.length);
    for (const [line, { start, length }] of lines.entries())
      for (let place = 0; place < length; place++) {
        index[line * width + place] = BigInt(start + place);
        real[line * width + place] = 1;
        places[start + place] = first + line * width + place;
      }
    first += index.length;
    return { index: { shape, data: index }, real: { shape, data: real } };
  });
  if (places.length === 0) places.push(0);
  return { places: int64(places), blocks: filled };
}
