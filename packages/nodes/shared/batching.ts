import type { Random } from '@heed/engine';

/** Batches per sorting pool: padding shrinks with the pool, randomness too. */
const POOL_BATCHES = 16;

/**
 * Shuffled batches whose items are about equally long, so that little is padded: items are shuffled, sorted
 * by length within pools of 16 batches, cut, and the batches shuffled.
 */
export function lengthGroupedBatches<Item>(
  items: readonly Item[],
  lengthOf: (item: Item) => number,
  batchSize: number,
  random: Random,
): Item[][] {
  const shuffled = random.shuffle(items);
  const pools = chunks(shuffled, batchSize * POOL_BATCHES);
  const batches = pools.flatMap((pool) =>
    chunks(
      pool.toSorted((a, b) => lengthOf(a) - lengthOf(b)),
      batchSize,
    ),
  );
  return random.shuffle(batches);
}

/** Cuts a list into pieces of `size`; the last may be shorter. */
export function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** Arithmetic mean; 0 of nothing. */
export function mean(values: readonly number[] | Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length ? sum / values.length : 0;
}

/** Population standard deviation; 0 of nothing. */
export function standardDeviation(values: readonly number[] | Float32Array): number {
  const center = mean(values);
  return Math.sqrt(mean(Array.from(values, (value) => (value - center) ** 2)));
}
