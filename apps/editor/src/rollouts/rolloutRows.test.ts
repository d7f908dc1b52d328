import { expect, it } from 'vitest';
import { groupByPrompt, type Rollout, scoreHistogram, sumUp } from './rolloutRows.ts';

const rollout = (promptId: string, score: number | null, more: Partial<Rollout> = {}): Rollout => ({
  promptId,
  prompt: `Prompt ${promptId}`,
  completionId: `${promptId} ${score}`,
  completion: 'Sunny.',
  update: 1,
  score,
  ...more,
});
const title = { en: 'Score', zh: '得分' };

it('puts the answers to one prompt together, the best prompt first as sorted', () => {
  const groups = groupByPrompt([rollout('b', 3), rollout('a', 2), rollout('b', 1)]);
  expect(groups.map(({ promptId, rollouts }) => [promptId, rollouts.map(({ score }) => score)])).toEqual([
    ['b', [3, 1]],
    ['a', [2]],
  ]);
});

it('sums up what is known and leaves out what is not', () => {
  const rows = [
    rollout('a', 1, { finished: true }),
    rollout('b', 2, { finished: false }),
    rollout('c', null),
  ];
  expect(sumUp(rows)).toEqual({
    ...{ count: 3, score: 1.5, finished: 0.5 },
    ...{ klDivergence: undefined, tokens: undefined },
  });
});

it('counts every score in a bin, the highest too', () => {
  const block = scoreHistogram(
    [rollout('a', 0), rollout('b', 1), rollout('c', 1), rollout('d', null)],
    title,
  );
  expect(block?.series[0]?.values.reduce((a, b) => a + b)).toBe(3);
  expect(block?.series[0]?.values.at(-1)).toBe(2);
  expect(block?.bins).toHaveLength(17);
  expect(scoreHistogram([rollout('a', 1), rollout('b', 1)], title)).toBeUndefined();
  expect(scoreHistogram([], title)).toBeUndefined();
});
