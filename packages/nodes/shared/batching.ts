import type { Random } from '@heed/engine';

/** Batches per sorting pool: padding shrinks with the pool, randomness too. */
const POOL_BATCHES = 16;

/** The length of an item that counts, or two of them where a batch is padded along two axes, say prompt and answer. */
type Lengths = readonly [number] | readonly [number, number];

/**
 * Shuffled batches whose items are about equally long, so that little is padded: items are shuffled, sorted
 * by length within pools of 16 batches, cut, and the batches shuffled.
 */
export function lengthGroupedBatches<Item>(
  items: readonly Item[],
  lengthsOf: (item: Item) => Lengths,
  batchSize: number,
  random: Random,
): Item[][] {
  const pools = chunks(random.shuffle(items), batchSize * POOL_BATCHES);
  return random.shuffle(pools.flatMap((pool) => batchesByLength(pool, lengthsOf, batchSize)));
}

/**
 * Batches of about equally long items, for passes in which their order does not matter. With two lengths, items are
 * sorted by the first and cut into as many stretches as each of these then has batches by the second.
 */
export function batchesByLength<Item>(
  items: readonly Item[],
  lengthsOf: (item: Item) => Lengths,
  batchSize: number,
): Item[][] {
  const sorted = (all: readonly Item[], axis: 0 | 1) =>
    all.toSorted((a, b) => (lengthsOf(a)[axis] ?? 0) - (lengthsOf(b)[axis] ?? 0));
  const batchesEach = Math.ceil(Math.sqrt(items.length / batchSize));
  const stretches = chunks(sorted(items, 0), Math.max(1, batchesEach) * batchSize);
  return stretches.flatMap((stretch) => chunks(sorted(stretch, 1), batchSize));
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
