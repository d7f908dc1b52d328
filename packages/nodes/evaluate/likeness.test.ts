import type { ComparisonRow } from '@heed/schema';
import { expect, test } from 'vitest';
import { likenessResults, measureLikeness } from './likeness.ts';

function row(prompt: string, y1: string, y2: string, reward1: number, reward2: number): ComparisonRow {
  return { promptId: prompt, prompt, y1, y2, reward1, reward2, judge1: reward1, judge2: reward2 };
}

const references = new Map([
  ['a', ['police killed the gunman']],
  ['b', ['nobody came', 'the gunman']],
]);

test('means over the prompts with a reference, and their rank correlation with the reward', () => {
  const rows = [
    row('a', 'the gunman kill police', 'police kill the gunman', 1, 2),
    row('b', 'somebody', 'the gunman', 0, 3),
    row('without', 'police killed the gunman', 'police killed the gunman', 9, -9),
  ];
  const results = likenessResults(measureLikeness(rows, references));
  expect(results).toMatchObject({ referencePrompts: 2, rougeLBefore: 0.25, rougeLAfter: 0.875 });
  expect(results.rougeLWithReward).toBeCloseTo(1, 12);
  // y2 of a: 3/4, (1+1)/(3+1), (0+1)/(2+1), (0+1)/(1+1); y2 of b is its reference.
  expect(results.bleuAfter).toBeCloseTo((((3 / 4) * (1 / 2) * (1 / 3) * (1 / 2)) ** (1 / 4) + 1) / 2, 12);
});

test('a reward that does not vary has no correlation', () => {
  const results = likenessResults(measureLikeness([row('a', 'police', 'gunman down', 1, 1)], references));
  expect(Object.keys(results)).toEqual([
    'bleuBefore',
    'bleuAfter',
    'rougeLBefore',
    'rougeLAfter',
    'referencePrompts',
  ]);
});
