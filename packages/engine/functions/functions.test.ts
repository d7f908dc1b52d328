import { expect, test } from 'vitest';
import { buildGraph } from '../onnx/build.ts';
import { constant } from '../operators/constant.ts';
import { feed, toOrt } from '../session/feed.ts';
import { Session } from '../session/session.ts';
import { input, type Tensor } from '../tensor/tensor.ts';
import { crossEntropy, tokenLogProbs } from './language.ts';
import { maskedMean, maskedSum } from './masked.ts';
import { atPlace, gatherPositions } from './rows.ts';
import { logSigmoid, logSumExp } from './stable.ts';

/** The numbers that a function of one float64 input gives. */
async function compute(values: number[], shape: number[], build: (x: Tensor) => Tensor): Promise<number[]> {
  const x = input('x', shape, 'float64');
  await using session = await Session.open(buildGraph([x], { y: build(x) }), { device: 'cpu', threads: 1 });
  const result = await session.run({ x: toOrt(feed(values, shape, 'float64')) });
  const y = result.y?.data as Float64Array;
  return [...y];
}

const close = (actual: number[], expected: number[]) => {
  expect(actual.length).toBe(expected.length);
  for (const [n, value] of expected.entries()) expect(actual[n]).toBeCloseTo(value, 10);
};
const logits = [0, Math.log(3), 1, 1];
const targets = constant([1, 0], 'int64');

test('log-probabilities and cross-entropy', async () => {
  close(await compute(logits, [2, 2], (x) => tokenLogProbs(x, targets)), [Math.log(0.75), Math.log(0.5)]);
  close(await compute(logits, [2, 2], (x) => tokenLogProbs(x, targets, 0.5)), [Math.log(0.9), Math.log(0.5)]);
  const mask = constant([1, 0], 'float64');
  close(await compute(logits, [2, 2], (x) => crossEntropy(x, targets, mask)), [-Math.log(0.75)]);
});

test('masked sums and means, also where nothing is left', async () => {
  const mask = constant([1, 0, 1, 0, 0, 0], 'float64', [2, 3]);
  close(await compute([1, 2, 3, 4, 5, 6], [2, 3], (x) => maskedMean(x, mask)), [2]);
  close(await compute([1, 2, 3, 4, 5, 6], [2, 3], (x) => maskedMean(x, mask, 1)), [2, 0]);
  close(await compute([1, 2, 3, 4, 5, 6], [2, 3], (x) => maskedSum(x, mask, 1)), [4, 0]);
});

test('log σ and log Σ exp stay finite', async () => {
  close(await compute([0, 800, -800], [3], logSigmoid), [-Math.log(2), 0, -800]);
  close(await compute([900, 900, -900, -900], [2, 2], logSumExp), [900 + Math.log(2), Math.log(2) - 900]);
});

test('places of rows', async () => {
  const values = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
  const places = constant([2, 0], 'int64');
  close(await compute(values, [2, 3, 2], (x) => atPlace(x, places)), [4, 5, 6, 7]);
  close(await compute(values.slice(0, 6), [2, 3], (x) => atPlace(x, places)), [2, 3]);
  close(
    await compute(values, [2, 3, 2], (x) => gatherPositions(x, constant([5, 0], 'int64'))),
    [10, 11, 0, 1],
  );
});
