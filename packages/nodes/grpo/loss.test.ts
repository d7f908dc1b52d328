import { gradients } from '@heed/engine';
import { expect, test } from 'vitest';
import type { Rollout } from '../shared/rollouts/rollouts.ts';
import { compute } from '../testing/compute.ts';
import { addAdvantages, groupAdvantages, tokenWeights, uniformShare } from './advantages.ts';
import { groupSurrogate } from './loss.ts';

const rollout = (score: number, finished = true): Rollout => ({
  row: { promptId: 'p', prompt: 'why?', language: 'en' },
  prompt: [1],
  completion: [2, 3],
  text: '',
  finished,
  score,
  logProbs: [-1, -2],
  referenceLogProbs: [-1, -2],
  advantages: [],
});

test('advantages are scores around the mean of their group, in units of its deviation or as they are', () => {
  const normalized = groupAdvantages([1, 1, 3, 3], true);
  for (const [index, sign] of [-1, -1, 1, 1].entries()) expect(normalized[index]).toBeCloseTo(sign, 3);
  expect(groupAdvantages([1, 1, 3, 3], false)).toEqual([-1, -1, 1, 1]);
  expect(groupAdvantages([0.1, 0.1, 0.1], true).every((one) => Math.abs(one) < 1e-9)).toBe(true);
});

test('groups do not mix, and one in which all answers score alike teaches nothing', () => {
  const rollouts = [rollout(0), rollout(4), rollout(7), rollout(7), rollout(2), rollout(2, false)];
  addAdvantages(rollouts, { samplesPerPrompt: 2, divideByDeviation: false, missingEndPenalty: 1 });
  const advantages = rollouts.map((one) => one.advantages);
  expect(advantages).toEqual([-2, 2, 0, 0, 0.5, -0.5].map((advantage) => [advantage, advantage]));
  expect(uniformShare(rollouts, 2)).toBeCloseTo(1 / 3, 12);
});

test('tokens count by answer, alike, or against the longest answer allowed', () => {
  expect(tokenWeights([1, 3], 'answers', 8)).toEqual([1 / 2, 1 / 6, 1 / 6, 1 / 6]);
  expect(tokenWeights([1, 3], 'tokens', 8)).toEqual([1 / 4, 1 / 4, 1 / 4, 1 / 4]);
  expect(tokenWeights([1, 3], 'constant', 8)).toEqual([1 / 16, 1 / 16, 1 / 16, 1 / 16]);
});

const surrogate = (logProbs: number[], klCoefficient: number) =>
  compute(
    {
      logProbs,
      oldLogProbs: [-1, -2],
      referenceLogProbs: [-1.3, -1.6],
      advantages: [2, -1],
      weights: [0.25, 0.75],
    },
    (tensors) => {
      const { loss, metrics } = groupSurrogate(tensors.logProbs, tensors, { clipRange: 0.2, klCoefficient });
      return { loss, ...metrics, gradient: gradients(loss, [tensors.logProbs])[0] as typeof loss };
    },
  );

test('the loss is the weighted clipped surrogate and β times the k3 distance to the initial model', async () => {
  const numbers = await surrogate([-0.5, -2.1], 0.1);
  const policyLoss = 0.25 * -(2 * 1.2) + 0.75 * Math.exp(-0.1);
  const klLoss = 0.25 * (Math.exp(-0.8) - 1 + 0.8) + 0.75 * (Math.exp(0.5) - 1 - 0.5);
  expect(numbers.policyLoss[0]).toBeCloseTo(policyLoss, 6);
  expect(numbers.klLoss[0]).toBeCloseTo(klLoss, 6);
  expect(numbers.loss[0]).toBeCloseTo(policyLoss + 0.1 * klLoss, 6);
  expect(numbers.clipFraction[0]).toBe(0.5);
  expect(numbers.policyKl[0]).toBeCloseTo((Math.exp(0.5) - 1.5 + Math.exp(-0.1) - 0.9) / 2, 6);
});

test('at the first step the gradient is −w·A, and the KL term adds β·w·(1 − π_ref/π)', async () => {
  const { gradient } = await surrogate([-1, -2], 0);
  expect(gradient).toEqual([-0.5, 0.75]);
  const { gradient: held } = await surrogate([-1, -2], 0.4);
  expect(held[0]).toBeCloseTo(-0.5 + 0.4 * 0.25 * (1 - Math.exp(-0.3)), 6);
  expect(held[1]).toBeCloseTo(0.75 + 0.4 * 0.75 * (1 - Math.exp(0.4)), 6);
});
