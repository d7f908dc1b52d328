import type { ComparisonRow } from '@heed/schema';
import { expect, it } from 'vitest';
import { joinComparisons } from './samples.ts';

const row = (promptId: string, y2: string, reward2: number): ComparisonRow => ({
  ...{ promptId, prompt: `Prompt ${promptId}`, y1: 'initial', y2 },
  ...{ reward1: 0, reward2, judge1: 0, judge2: reward2 + 1 },
});

it('sets the tuned answers of both runs side by side, and counts prompts that only one has', () => {
  const { rows, alone } = joinComparisons(
    [row('a', 'first a', 1), row('b', 'first b', 2)],
    [row('b', 'second b', 5), row('c', 'second c', 3)],
  );
  expect(rows).toEqual([
    {
      ...{ promptId: 'b', prompt: 'Prompt b', y1: 'first b', y2: 'second b' },
      ...{ reward1: 2, reward2: 5, judge1: 3, judge2: 6 },
    },
  ]);
  expect(alone).toBe(2);
});
