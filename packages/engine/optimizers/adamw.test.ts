import { expect, test } from 'vitest';
import { createRandom } from '../random/index.ts';
import { type AdamWOptions, adamW } from './adamw.ts';

const size = 5;
const learningRate = 0.1;
const decay = [1, 1, 0, 0, 1];

/** AdamW as the paper states it, one number at a time. */
function reference(weights: number[], gradients: number[][], options: AdamWOptions): number[] {
  const [first, second] = [weights.map(() => 0), weights.map(() => 0)];
  const result = [...weights];
  for (const [place, gradient] of gradients.entries()) {
    const norm = Math.hypot(...gradient);
    const scale = Math.min(1, options.clipNorm / (norm + 1e-6));
    for (const [n, raw] of gradient.entries()) {
      const g = raw * scale;
      first[n] = options.beta1 * (first[n] as number) + (1 - options.beta1) * g;
      second[n] = options.beta2 * (second[n] as number) + (1 - options.beta2) * g * g;
      const mean = (first[n] as number) / (1 - options.beta1 ** (place + 1));
      const deviation = Math.sqrt((second[n] as number) / (1 - options.beta2 ** (place + 1)));
      const kept = (result[n] as number) * (1 - learningRate * options.weightDecay * (decay[n] as number));
      result[n] = kept - (learningRate * mean) / (deviation + options.epsilon);
    }
  }
  return result;
}

test.each([
  { clipNorm: 1, weightDecay: 0.1 },
  { clipNorm: 100, weightDecay: 0.1 },
  { clipNorm: Number.POSITIVE_INFINITY, weightDecay: 0 },
])('five steps equal the definition, with %j', (settings) => {
  const options: AdamWOptions = { beta1: 0.9, beta2: 0.95, epsilon: 1e-8, ...settings };
  const random = createRandom(3);
  const draw = () => Array.from({ length: size }, () => 3 * random.normal());
  const start = draw();
  const gradients = Array.from({ length: 5 }, draw);
  const state = { weights: Float32Array.from(start), firstMoment: zeros(), secondMoment: zeros() };
  for (const [place, gradient] of gradients.entries())
    for (const n of start.keys()) {
      const one = (values: Float32Array) => values.subarray(n, n + 1);
      adamW(
        {
          weights: one(state.weights),
          gradient: Float32Array.of(gradient[n] as number),
          firstMoment: one(state.firstMoment),
          secondMoment: one(state.secondMoment),
        },
        { step: place + 1, learningRate, norm: Math.hypot(...gradient), decays: decay[n] === 1 },
        options,
      );
    }
  const expected = reference(start, gradients, options);
  for (const [n, value] of expected.entries()) expect(state.weights[n]).toBeCloseTo(value, 5);
});

const zeros = () => new Float32Array(size);
