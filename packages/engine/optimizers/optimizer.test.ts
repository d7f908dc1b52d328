import { expect, test } from 'vitest';
import { ParameterVector } from '../models/parameters.ts';
import { createRandom } from '../random/index.ts';
import { adamWDefaults } from './adamw.ts';
import { Optimizer } from './optimizer.ts';

/** Large and small matrices, and a bias, which does not decay. */
const specs = [
  { name: 'first', shape: [700, 600] },
  { name: 'bias', shape: [5] },
  { name: 'small', shape: [3, 4] },
  { name: 'second', shape: [512, 1000] },
];
const options = { ...adamWDefaults, weightDecay: 0.1, clipNorm: 1 };

function filled(vector: ParameterVector): ParameterVector {
  const random = createRandom(7);
  for (const place of vector.data.keys()) vector.data[place] = random.normal();
  return vector;
}

test('updates every weight by its own gradient and moments', () => {
  const vector = filled(new ParameterVector(specs));
  const optimizer = new Optimizer(vector, options);
  const random = createRandom(8);
  const [first, second] = [new Map<string, Float64Array>(), new Map<string, Float64Array>()];
  const expected = Float64Array.from(vector.data);
  for (const step of [1, 2]) {
    for (const place of optimizer.gradient.keys()) optimizer.gradient[place] = random.normal();
    const norm = Math.hypot(...optimizer.gradient.subarray(0, 1000));
    for (const [name, { offset, length, shape }] of vector.layout) {
      const [m, v] = [first, second].map((all) => all.get(name) ?? new Float64Array(length)) as Pair;
      for (let n = 0; n < length; n++) {
        const g = (optimizer.gradient[offset + n] as number) * Math.min(1, 1 / (norm + 1e-6));
        m[n] = 0.9 * (m[n] as number) + 0.1 * g;
        v[n] = 0.95 * (v[n] as number) + 0.05 * g * g;
        const change =
          (m[n] as number) / (1 - 0.9 ** step) / (Math.sqrt((v[n] as number) / (1 - 0.95 ** step)) + 1e-8);
        const kept = (expected[offset + n] as number) * (shape.length > 1 ? 1 - 0.01 * 0.1 : 1);
        expected[offset + n] = kept - 0.01 * change;
      }
      first.set(name, m);
      second.set(name, v);
    }
    optimizer.step(0.01, norm);
  }
  const worst = vector.data.reduce(
    (most, value, n) => Math.max(most, Math.abs(value - (expected[n] as number))),
    0,
  );
  expect(worst).toBeLessThan(2e-5);
});

type Pair = [Float64Array, Float64Array];
