import { expect, test } from 'vitest';
import { worthVerdict } from './worthVerdict.ts';

const measured = (value: number, low?: number, high?: number) => ({
  ...{ node: 'n', title: { en: 'n', zh: 'n' }, artifact: 'a', value, low, high },
});
const ceiling = { value: 0.8, low: 0.75, high: 0.85 };

test('a measured gain decides; without one the model is held against how people agree', () => {
  const models = [measured(0.7, 0.66, 0.74)];
  expect(worthVerdict({ models, gains: [measured(0.03)] }, ceiling)).toBe('helps');
  expect(worthVerdict({ models, gains: [measured(0.03, -0.01, 0.07)] }, ceiling)).toBe('perhaps');
  expect(worthVerdict({ models, gains: [measured(0.004)] }, ceiling)).toBe('hardly');
  expect(worthVerdict({ models, gains: [] }, ceiling)).toBe('below');
  expect(worthVerdict({ models: [measured(0.74, 0.7, 0.78)], gains: [] }, ceiling)).toBe('reached');
  expect(worthVerdict({ models: [measured(0.74)], gains: [] }, ceiling)).toBe('below');
  expect(worthVerdict({ models, gains: [] }, null)).toBe('noCeiling');
  expect(worthVerdict({ models: [], gains: [] }, ceiling)).toBeUndefined();
});
