import { expect, test } from 'vitest';
import { buildGraph } from '../onnx/build.ts';
import { createRandom } from '../random/index.ts';
import { feed, toOrt } from '../session/feed.ts';
import { Session } from '../session/session.ts';
import { input } from '../tensor/tensor.ts';
import { type AdamWOptions, adamW, stepRates } from './adamw.ts';

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
])('five steps equal the definition, with %j', async (settings) => {
  const options: AdamWOptions = { beta1: 0.9, beta2: 0.95, epsilon: 1e-8, ...settings };
  const names = ['weights', 'gradient', 'first', 'second', 'decay'] as const;
  const vectors = Object.fromEntries(names.map((name) => [name, input(name, [size], 'float64')]));
  const {
    weights,
    gradient,
    first,
    second,
    decay: mask,
  } = vectors as Record<(typeof names)[number], ReturnType<typeof input>>;
  const rates = input('rates', [3], 'float64');
  const next = adamW({ weights, gradient, first, second, rates, decay: mask }, options);
  const inputs = [weights, gradient, first, second, rates, ...(options.weightDecay > 0 ? [mask] : [])];
  const outputs = { newWeights: next.weights, newFirst: next.first, newSecond: next.second, norm: next.norm };
  await using session = await Session.open(buildGraph(inputs, outputs), { device: 'cpu', threads: 1 });

  const random = createRandom(3);
  const draw = () => Array.from({ length: size }, () => 3 * random.normal());
  const start = draw();
  const gradients = Array.from({ length: 5 }, draw);
  const vector = (values: ArrayLike<number>) => toOrt(feed(Array.from(values), [values.length], 'float64'));
  let state = {
    weights: vector(start),
    first: vector(start.map(() => 0)),
    second: vector(start.map(() => 0)),
  };
  for (const [place, values] of gradients.entries()) {
    const feeds = {
      ...state,
      gradient: vector(values),
      rates: vector(stepRates(place + 1, learningRate, options)),
    };
    const result = await session.run(options.weightDecay > 0 ? { ...feeds, decay: vector(decay) } : feeds);
    const { newWeights, newFirst, newSecond } = result as Record<keyof typeof outputs, typeof state.weights>;
    expect((result.norm as typeof newFirst).data[0]).toBeCloseTo(Math.hypot(...values), 10);
    state = { weights: newWeights, first: newFirst, second: newSecond };
  }
  const expected = reference(start, gradients, options);
  for (const [n, value] of expected.entries()) expect(state.weights.data[n]).toBeCloseTo(value, 6);
});
