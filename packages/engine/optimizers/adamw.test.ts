import { expect, test } from 'vitest';
import { buildGraph } from '../onnx/build.ts';
import { createRandom } from '../random/index.ts';
import { feed, toOrt } from '../session/feed.ts';
import { Session } from '../session/session.ts';
import { input, type Tensor } from '../tensor/tensor.ts';
import { type AdamWOptions, adamW, rateCount, stepRates } from './adamw.ts';

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
  const vector = (name: string) => input(name, ['n'], 'float64');
  const [weights, gradient, first, second] = ['weights', 'gradient', 'first', 'second'].map(vector) as Four;
  const rates = input('rates', [rateCount], 'float64');
  const next = adamW({ weights, gradient, first, second, rates }, options);
  const graph = buildGraph([weights, gradient, first, second, rates], {
    newWeights: next.weights,
    newFirst: next.first,
    newSecond: next.second,
  });
  await using session = await Session.open(graph, { device: 'cpu', threads: 1 });

  const random = createRandom(3);
  const draw = () => Array.from({ length: size }, () => 3 * random.normal());
  const start = draw();
  const gradients = Array.from({ length: 5 }, draw);
  const numbers = (values: ArrayLike<number>) => toOrt(feed(Array.from(values), [values.length], 'float64'));
  // of each number by itself, since some decay and some do not
  const states = start.map((value) => ({ weights: [value], first: [0], second: [0] }));
  for (const [place, values] of gradients.entries())
    for (const [n, state] of states.entries()) {
      const rates = stepRates(
        place + 1,
        { learningRate, norm: Math.hypot(...values), decays: decay[n] === 1 },
        options,
      );
      const result = await session.run({
        weights: numbers(state.weights),
        first: numbers(state.first),
        second: numbers(state.second),
        gradient: numbers([values[n] as number]),
        rates: numbers(rates),
      });
      const of = (name: string) => [...((result[name]?.data ?? []) as Float64Array)];
      states[n] = { weights: of('newWeights'), first: of('newFirst'), second: of('newSecond') };
    }
  const expected = reference(start, gradients, options);
  for (const [n, value] of expected.entries()) expect(states[n]?.weights[0]).toBeCloseTo(value, 6);
});

type Four = [Tensor, Tensor, Tensor, Tensor];
