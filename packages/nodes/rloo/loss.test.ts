import { gradients } from '@heed/engine';
import { expect, test } from 'vitest';
import type { Rollout } from '../shared/rollouts/rollouts.ts';
import { sequenceFeeds } from '../shared/sequences.ts';
import { compute } from '../testing/compute.ts';
import { addAdvantages, leaveOneOut, MovingBaseline, sequenceReward } from './advantages.ts';
import { sequenceSurrogate } from './loss.ts';

const rollout = (score: number, finished = true): Rollout => ({
  row: { promptId: 'p', prompt: 'why?', language: 'en' },
  prompt: [1],
  completion: [2, 3],
  text: '',
  finished,
  score,
  logProbs: [-1, -2],
  referenceLogProbs: [-1.5, -2.1],
  advantages: [],
});
const options = { klCoefficient: 0.5, missingEndPenalty: 1, rewardScale: 2 };

test('the reward of an answer is its scaled score less β·log π/π_ref and the penalty for no end', () => {
  expect(sequenceReward(rollout(4), options)).toBeCloseTo(4 / 2 - 0.5 * 0.6, 12);
  expect(sequenceReward(rollout(4, false), options)).toBeCloseTo(4 / 2 - 0.5 * 0.6 - 1, 12);
});

test('each reward is compared with the mean of the others', () => {
  expect(leaveOneOut([1, 2, 6])).toEqual([1 - 4, 2 - 3.5, 6 - 1.5]);
  expect(leaveOneOut([3, 3])).toEqual([0, 0]);
});

test('answers are compared within their prompt only, and every token has its answer’s advantage', () => {
  const rollouts = [0, 2, 10, 14].map((score) => rollout(score));
  const reward = addAdvantages(rollouts, 2, new MovingBaseline(0.9), options);
  expect(reward).toBeCloseTo(6.5 / 2 - 0.3, 12);
  for (const [index, advantage] of [-1, 1, -2, 2].entries()) {
    expect(rollouts[index]?.advantages[0]).toBeCloseTo(advantage, 12);
    expect(rollouts[index]?.advantages[1]).toBeCloseTo(advantage, 12);
  }
});

test('single answers are compared with what past updates earned', () => {
  const baseline = new MovingBaseline(0.75);
  expect(baseline.advantages([1, 3])).toEqual([-1, 1]);
  expect(baseline.advantages([6, 6])).toEqual([4, 4]);
  expect(baseline.advantages([3])).toEqual([0]);
});

/** Two answers of 1 and 2 tokens; the first became e^0.1 as likely, the second e^0.5 as likely. */
const layout = sequenceFeeds([{ completion: [5] }, { completion: [6, 7] }]);
const old = [-1, -2, -3];
const surrogate = (logProbs: number[], advantages: number[]) =>
  compute({ logProbs, oldLogProbs: old, advantages, ...layout }, (tensors) => {
    const { loss, clipFraction } = sequenceSurrogate(tensors.logProbs, tensors, 0.2);
    return { loss, clipFraction, gradient: gradients(loss, [tensors.logProbs])[0] as typeof loss };
  });

test('the ratio is that of whole answers, and a gain beyond the clip range counts no further', async () => {
  const moved = await surrogate([-0.9, -1.8, -2.7], [2, 3]);
  expect(moved.loss[0]).toBeCloseTo(-(2 * Math.exp(0.1) + 3 * 1.2) / 2, 5);
  expect(moved.clipFraction[0]).toBe(0.5);
  expect(moved.gradient[1]).toBe(0);
  const worse = await surrogate([-0.9, -1.8, -2.7], [2, -3]);
  expect(worse.loss[0]).toBeCloseTo(-(2 * Math.exp(0.1) - 3 * Math.exp(0.5)) / 2, 5);
});

test('at the first step the gradient is that of REINFORCE: −A/B at every token', async () => {
  const { gradient, clipFraction } = await surrogate(old, [2, -3]);
  expect(gradient).toEqual([-1, 1.5, 1.5]);
  expect(clipFraction[0]).toBe(0);
});
