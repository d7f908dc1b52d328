import { expect, test } from 'vitest';
import { gradients } from '../autodiff/gradients.ts';
import { buildGraph } from '../onnx/build.ts';
import { add } from '../operators/add.ts';
import { mul } from '../operators/mul.ts';
import { sin } from '../operators/sin.ts';
import { sum } from '../operators/sum.ts';
import { createRandom } from '../random/index.ts';
import { feed, toOrt } from '../session/feed.ts';
import { Session } from '../session/session.ts';
import { input, type Tensor } from '../tensor/tensor.ts';
import { predict } from './vocabulary.ts';

const [rows, width, vocabulary] = [7, 3, 11];

/** Predictions and slopes of a loss that uses the log-probabilities, the entropies or both, in float64. */
async function trial(
  rowsAtATime: number,
  use: 'log-probabilities' | 'entropies' | 'both',
  trained: string[],
) {
  const hidden = input('hidden', ['N', width], 'float64');
  const matrix = input('matrix', [vocabulary, width], 'float64');
  const targets = input('targets', ['N'], 'int64');
  const { logProbs, entropy } = predict(hidden, matrix, targets, { scale: 0.7, rowsAtATime });
  const terms = [
    ...(use === 'entropies' ? [] : [sum(sin(mul(logProbs, 3)))]),
    ...(use === 'log-probabilities' ? [] : [sum(sin(mul(entropy, 2)))]),
  ];
  const loss = terms.reduce((a, b) => add(a, b));
  const wanted = trained.map((name) => (name === 'hidden' ? hidden : matrix));
  const slopes = gradients(loss, wanted) as Tensor[];
  const outputs = Object.fromEntries(slopes.map((slope, n) => [`slope${n}`, slope]));
  const graph = buildGraph([hidden, matrix, targets], { logProbs, entropy, ...outputs });
  const random = createRandom(4);
  const draw = (shape: number[]) =>
    toOrt(
      feed(
        Array.from({ length: (shape[0] as number) * width }, () => 2 * random.normal()),
        shape,
        'float64',
      ),
    );
  await using session = await Session.open(graph, { device: 'cpu', threads: 1 });
  const results = await session.run({
    hidden: draw([rows, width]),
    matrix: draw([vocabulary, width]),
    targets: toOrt(feed([3, 0, 10, 3, 5, 7, 1], [rows], 'int64')),
  });
  const nodes = graph.nodes.flatMap(({ attributes }) => Object.values(attributes));
  const bodies = nodes.flatMap((one) => (typeof one === 'object' && 'graph' in one ? [one.graph] : []));
  const numbers = Object.entries(results).map(([name, { data }]) => [name, [...(data as Float64Array)]]);
  return { numbers: Object.fromEntries(numbers) as Record<string, number[]>, bodies };
}

test.each(['log-probabilities', 'entropies', 'both'] as const)(
  'rows a few at a time give the numbers and slopes of all at once, for a loss of %s',
  async (use) => {
    const trained = ['hidden', 'matrix'];
    const { numbers: expected } = await trial(Number.POSITIVE_INFINITY, use, trained);
    for (const rowsAtATime of [1, 3, 7, 20]) {
      const { numbers } = await trial(rowsAtATime, use, trained);
      for (const [name, values] of Object.entries(expected))
        for (const [n, value] of values.entries())
          expect(Math.abs((numbers[name]?.[n] as number) - value), `${name}[${n}]`).toBeLessThan(1e-12);
    }
  },
);

test('the slope of a frozen matrix is not computed', async () => {
  const carried = (bodies: { inputs: unknown[] }[]) => bodies.map(({ inputs }) => inputs.length - 2);
  expect(carried((await trial(3, 'both', ['hidden', 'matrix'])).bodies)).toEqual([0, 1]);
  expect(carried((await trial(3, 'both', ['hidden'])).bodies)).toEqual([0, 0]);
});

test('log-probabilities and entropies are those of the softmax', async () => {
  const hidden = input('hidden', [2, 2], 'float64');
  const identity = input('matrix', [2, 2], 'float64');
  const targets = input('targets', [2], 'int64');
  const { logProbs, entropy } = predict(hidden, identity, targets);
  const graph = buildGraph([hidden, identity, targets], { logProbs, entropy });
  await using session = await Session.open(graph, { device: 'cpu', threads: 1 });
  const results = await session.run({
    hidden: toOrt(feed([0, Math.log(3), 1, 1], [2, 2], 'float64')),
    matrix: toOrt(feed([1, 0, 0, 1], [2, 2], 'float64')),
    targets: toOrt(feed([1, 0], [2], 'int64')),
  });
  const first = -(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75));
  const expected = { logProbs: [Math.log(0.75), Math.log(0.5)], entropy: [first, Math.log(2)] };
  for (const [name, values] of Object.entries(expected)) {
    const actual = results[name]?.data as Float64Array;
    for (const [n, value] of values.entries()) expect(actual[n]).toBeCloseTo(value, 12);
  }
});
