import { gradients } from '@heed/engine';
import { expect, test } from 'vitest';
import { splitByPrompt } from '../shared/split.ts';
import { compute } from '../testing/compute.ts';
import { preferenceLoss } from './loss.ts';
import { type Pair, targetPreference } from './pairs.ts';
import { measure, rewardPair } from './report.ts';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

test('the loss is −log σ(β(Δ_policy − Δ_ref)), and a tie pulls the margin to 0 from both sides', async () => {
  const inputs = {
    chosen: [-2, -4],
    rejected: [-3, -1],
    referenceChosen: [-3, -3],
    referenceRejected: [-2.5, -2],
    preference: [1, 0.5],
  };
  const numbers = await compute(inputs, (tensors) => {
    const { loss, metrics } = preferenceLoss(tensors, tensors, 0.5);
    return { loss, ...metrics, gradient: gradients(loss, [tensors.chosen])[0] as typeof loss };
  });
  // rewards: chosen ½·(1, −1), rejected ½·(−½, 1)
  const [clear, tie] = [0.75, -1];
  const expected = -Math.log(sigmoid(clear)) - (Math.log(sigmoid(tie)) + Math.log(sigmoid(-tie))) / 2;
  expect(numbers.loss[0]).toBeCloseTo(expected / 2, 6);
  expect(numbers.rewardChosen[0]).toBeCloseTo(0, 6);
  expect(numbers.rewardRejected[0]).toBeCloseTo(0.125, 6);
  expect(numbers.margin[0]).toBeCloseTo(-0.125, 6);
  expect(numbers.accuracy[0]).toBe(0.5);
  expect(numbers.gradient[0]).toBeCloseTo((-0.5 * (1 - sigmoid(clear))) / 2, 6);
  expect(numbers.gradient[1]).toBeCloseTo((0.5 * (sigmoid(tie) - 0.5)) / 2, 6);
});

test('label smoothing believes that a share of the choices is the wrong way round', () => {
  expect(targetPreference(1, 0)).toBe(1);
  expect(targetPreference(1, 0.1)).toBeCloseTo(0.9, 12);
  expect(targetPreference(0.5, 0.1)).toBeCloseTo(0.5, 12);
});

test('figures of known rewards: accuracy and margin leave ties out, the loss takes them as half a win for each side', () => {
  const reference = { chosen: -5, rejected: -5 };
  const pairs = [
    rewardPair({ strength: 1 }, { chosen: -1, rejected: -9 }, reference, 0.5),
    rewardPair({ strength: 1 }, { chosen: -7, rejected: -5 }, reference, 0.5),
    rewardPair({ strength: 0.5 }, { chosen: -1, rejected: -9 }, reference, 0.5),
  ];
  expect(pairs[0]).toEqual({ chosen: 2, rejected: -2, strength: 1 });
  const figures = measure(pairs);
  expect(figures.heldOutAccuracy).toBe(0.5);
  expect(figures.heldOutMargin).toBe(1.5);
  const loss = (d: number) => -Math.log(sigmoid(d));
  expect(figures.heldOutLoss).toBeCloseTo((loss(4) + loss(-1) + (loss(4) + loss(-4)) / 2) / 3, 12);
  expect(Object.keys(measure(pairs.slice(2)))).toEqual(['heldOutLoss']);
});

test('no prompt is both trained on and held out', () => {
  const answer = { prompt: [1], completion: [2] };
  const pairs: Pair[] = Array.from({ length: 40 }, (_, index) => ({
    promptId: `p${index % 10}`,
    chosen: answer,
    rejected: answer,
    strength: 1,
  }));
  const { training, heldOut, prompts } = splitByPrompt(pairs, 0.2, 1);
  expect(prompts).toBe(10);
  expect([training.length, heldOut.length]).toEqual([32, 8]);
  const trained = new Set(training.map(({ promptId }) => promptId));
  expect(heldOut.some(({ promptId }) => trained.has(promptId))).toBe(false);
});
