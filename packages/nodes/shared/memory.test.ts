import type { Facts } from '@heed/schema';
import { expect, test } from 'vitest';
import { trainingResources } from './memory.ts';

const size = { parameters: 1e9, layers: 24, width: 2048, heads: 16, contextLength: 2048 };
const policy: Facts = { vocabularySize: 32_000, size };
const config = {
  tune: 'all',
  device: 'cpu',
  batchSize: 1,
  topLayers: 2,
  loraRank: 8,
  loraAlpha: 16,
  loraTargets: 'attention',
} as const;
const models = (bytes: number) => bytes / (4 * size.parameters);

/** The least memory of a policy with a reference, in models of its size. */
function least(tune: 'all' | 'lora', reward?: Facts, valueModel = false): number {
  const needs = { reference: true, reward, valueModel };
  return models(trainingResources({ ...config, tune }, policy, needs).memory?.least ?? 0);
}

test('with an adapter no model is held twice: neither reference nor value model brings weights of its own', () => {
  expect(least('all')).toBeGreaterThan(1 + 4);
  expect(least('lora')).toBeLessThan(1.6);
  expect(least('lora', undefined, true)).toBeLessThan(1.7);
});

test('a reward model counts by its own size, a reward function not at all', () => {
  const small: Facts = { size: { ...size, parameters: 5e8 } };
  expect(least('lora', small) - least('lora')).toBeCloseTo(0.5, 6);
  expect(least('lora', { modality: 'text' })).toBe(least('lora'));
});
