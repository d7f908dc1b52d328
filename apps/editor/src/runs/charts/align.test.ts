import { expect, test } from 'vitest';
import { alignCurves, withFiner } from './align.ts';

const reward = { steps: [1, 2, 3], values: [0.1, 0.2, 0.3] };

test('curves of two runs with different steps share one axis', () => {
  const other = { steps: [2, 4], values: [5, 6] };
  expect(alignCurves([reward, other])).toEqual({
    steps: [1, 2, 3, 4],
    columns: [
      [0.1, 0.2, 0.3, null],
      [null, 5, null, 6],
    ],
  });
});

test('a single curve stays as it is, and no curve has no steps', () => {
  expect(alignCurves([reward])).toEqual({ steps: [1, 2, 3], columns: [[0.1, 0.2, 0.3]] });
  expect(alignCurves([])).toEqual({ steps: [], columns: [] });
});

test('a closer look replaces the thinned points of its steps and nothing else', () => {
  const thinned = { steps: [1, 10, 20, 30], values: [1, 10, 20, 30] };
  const finer = { steps: [10, 12, 14, 20], values: [0, 0, 0, 0] };
  expect(withFiner(thinned, finer)).toEqual({
    steps: [1, 10, 12, 14, 20, 30],
    values: [1, 0, 0, 0, 0, 30],
  });
  expect(withFiner(thinned, { steps: [12, 13], values: [7, 8] }).steps).toEqual([1, 10, 12, 13, 20, 30]);
  expect(withFiner(thinned, { steps: [40], values: [4] }).steps).toEqual([1, 10, 20, 30, 40]);
  expect(withFiner(thinned, { steps: [], values: [] })).toBe(thinned);
});
