import { createRandom } from '@heed/engine';
import { text } from '@heed/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batchesByLength, chunks, lengthGroupedBatches, mean, standardDeviation } from './batching.ts';
import { histogramBlock } from './histogram.ts';
import { meanInterval, proportionInterval } from './intervals.ts';

test('batches hold every item once, and items of about equal length', () => {
  const items = Array.from({ length: 500 }, (_, index) => (index * 37) % 101);
  const batches = lengthGroupedBatches(items, (item) => [item], 8, createRandom(1));
  expect(batches.flat().toSorted((a, b) => a - b)).toEqual(items.toSorted((a, b) => a - b));
  const spread = (batch: number[]) => Math.max(...batch) - Math.min(...batch);
  expect(mean(batches.map(spread))).toBeLessThan(mean(chunks(items, 8).map(spread)) / 3);
});

test('batches padded along two axes hold items that are about equal in both', () => {
  const items = Array.from({ length: 512 }, (_, n): [number, number] => [(n * 37) % 101, (n * 61) % 89]);
  const batches = batchesByLength(items, (item) => item, 8);
  expect(batches.flat()).toHaveLength(512);
  expect(new Set(batches.flat()).size).toBe(512);
  const area = (all: [number, number][][]) =>
    mean(all.map((batch) => Math.max(...batch.map(([a]) => a)) * Math.max(...batch.map(([, b]) => b))));
  const bySum = batchesByLength(items, ([a, b]) => [a + b], 8);
  expect(area(batches)).toBeLessThan(0.75 * area(bySum));
});

test('the same seed gives the same batches, another seed others', () => {
  const items = Array.from({ length: 100 }, (_, index) => index);
  const draw = (seed: number) => lengthGroupedBatches(items, (item) => [item], 7, createRandom(seed));
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
});

test('mean and deviation of nothing are 0; of 2, 4, 4, 4, 5, 5, 7, 9 they are 5 and 2', () => {
  expect([mean([]), standardDeviation([])]).toEqual([0, 0]);
  const values = [2, 4, 4, 4, 5, 5, 7, 9];
  expect([mean(values), standardDeviation(values)]).toEqual([5, 2]);
});

test('a Wilson interval agrees with the published example: 10 of 20 gives 0.299 to 0.701', () => {
  const [low, high] = proportionInterval(0.5, 20);
  expect(low).toBeCloseTo(0.2993, 4);
  expect(high).toBeCloseTo(0.7007, 4);
  expect(proportionInterval(0, 0)).toEqual([0, 1]);
  expect(meanInterval(5, 2, 100)[1]).toBeCloseTo(5.392, 3);
});

test('a histogram of values that hardly differ counts them all', () => {
  const label = text('a', '甲');
  const block = histogramBlock(label, [{ name: 'a', title: label, values: [0, 5e-324] }]);
  expect(block.type === 'histogram' && block.series[0]?.values.reduce((sum, count) => sum + count, 0)).toBe(
    2,
  );
});

test('a histogram counts every value once, whatever the values', () => {
  const values = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { maxLength: 50 });
  fc.assert(
    fc.property(values, values, (a, b) => {
      const label = text('a', '甲');
      const block = histogramBlock(label, [
        { name: 'a', title: label, values: a },
        { name: 'b', title: label, values: b },
      ]);
      if (block.type !== 'histogram') throw new Error('not a histogram');
      const sums = block.series.map((series) => series.values.reduce((sum, count) => sum + count, 0));
      expect(sums).toEqual([a.length, b.length]);
      expect(block.bins).toHaveLength(21);
    }),
  );
});
