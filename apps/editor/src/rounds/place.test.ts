import { expect, test } from 'vitest';
import { labelsOf } from './place.ts';

test('answers are those of the run, or of the one that the result was taken from', () => {
  const hit = { hit: true, fromRun: 'earlier' } as const;
  const labeling = { done: 1, total: 2 };
  expect(labelsOf('now', { node: 'people', labeling }, { asks: true })).toEqual({
    run: 'now',
    node: 'people',
  });
  expect(labelsOf('now', { node: 'people', cache: hit }, { asks: true })).toEqual({
    run: 'earlier',
    node: 'people',
  });
  expect(labelsOf('now', { node: 'train', cache: hit }, {})).toBeUndefined();
  expect(labelsOf('now', { node: 'people' }, { asks: true })).toBeUndefined();
});
