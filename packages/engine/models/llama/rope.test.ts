import { expect, test } from 'vitest';
import { contextLengthOf, frequencies, ropeOf } from './rope.ts';

const config = { model_type: 'llama', max_position_embeddings: 64 };

test('the spellings of transformers 4 and 5 mean the same', () => {
  const settings = {
    factor: 8,
    low_freq_factor: 1,
    high_freq_factor: 4,
    original_max_position_embeddings: 16,
  };
  const four = { ...config, rope_theta: 5e5, rope_scaling: { rope_type: 'llama3', ...settings } };
  const five = { ...config, rope_parameters: { rope_type: 'llama3', rope_theta: 5e5, ...settings } };
  expect(ropeOf(four)).toEqual({
    type: 'llama3',
    theta: 5e5,
    factor: 8,
    lowFactor: 1,
    highFactor: 4,
    originalLength: 16,
  });
  expect(ropeOf(five)).toEqual(ropeOf(four));
  const linear = { ...config, rope_scaling: { type: 'linear', factor: 2 }, rope_parameters: {} };
  expect(ropeOf(linear)).toEqual({ type: 'linear', theta: 10_000, factor: 2 });
  expect(ropeOf({ ...config, rope_scaling: null })).toEqual({ type: 'default', theta: 10_000 });
});

test('frequencies fall from 1 to nearly 1/θ; linear scaling divides all of them', () => {
  const plain = frequencies({ type: 'default', theta: 10_000 }, 4);
  expect(plain[0]).toBe(1);
  expect(plain[1]).toBeCloseTo(0.01, 12);
  expect(frequencies({ type: 'linear', theta: 10_000, factor: 4 }, 4)).toEqual(plain.map((one) => one / 4));
});

test('llama3 scaling keeps short waves, stretches long ones and mixes those between', () => {
  const rope = {
    type: 'llama3' as const,
    theta: 1000,
    factor: 8,
    lowFactor: 1,
    highFactor: 4,
    originalLength: 64,
  };
  const plain = frequencies({ type: 'default', theta: 1000 }, 6);
  const scaled = frequencies(rope, 6);
  expect(scaled[0]).toBe(plain[0]);
  expect(scaled[2]).toBeCloseTo((plain[2] as number) / 8, 12);
  // a wave of 2π·10 tokens fits 64/(20π) times into the context: a share of (that − 1)/3 is kept
  const kept = (64 / (20 * Math.PI) - 1) / 3;
  expect(scaled[1]).toBeCloseTo(0.1 * kept + (0.1 / 8) * (1 - kept), 12);
});

test('linear and dynamic scaling lengthen the context', () => {
  expect(contextLengthOf({ type: 'default', theta: 1 }, 64)).toBe(64);
  expect(contextLengthOf({ type: 'linear', theta: 1, factor: 2.5 }, 64)).toBe(160);
  expect(contextLengthOf({ type: 'dynamic', theta: 1, factor: 0.5 }, 64)).toBe(64);
});
