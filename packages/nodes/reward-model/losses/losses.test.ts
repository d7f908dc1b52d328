import { float32, gather, type Tensor } from '@heed/engine';
import { expect, test } from 'vitest';
import { compute } from '../../testing/compute.ts';
import { rankingFeeds } from '../objectives/rankings.ts';
import { choiceLoss } from '../ranking.ts';
import { pairAccuracy, preferenceLoss } from './pairwise.ts';
import { rankingAccuracy, rankingLoss } from './plackett-luce.ts';
import { regressionLoss } from './regression.ts';

const NO_WEIGHTS = new Map<string, number>();

/** Loss and accuracy of rankings with these ranks and scores. */
async function ofRankings(
  rankings: { ranks: number[]; scores: number[]; promptId?: string }[],
  { centering = 0, weights = NO_WEIGHTS } = {},
) {
  const batch = rankings.map(({ ranks, promptId = 'p' }) => ({ ranks, promptId, answers: [] }));
  const scores = float32(rankings.flatMap((one) => one.scores));
  const build = ({ flat, places, ...labels }: Record<string, Tensor>) => {
    const tensors = { ...labels, scores: gather(flat as Tensor, places as Tensor) } as Parameters<
      typeof rankingLoss
    >[0];
    return { loss: rankingLoss(tensors, { centering }), accuracy: rankingAccuracy(tensors) };
  };
  const { loss, accuracy } = await compute({ flat: scores, ...rankingFeeds(batch, weights) }, build);
  return { loss: loss[0] as number, accuracy: accuracy[0] as number };
}

test('a ranking of equal scores costs (log K!) / (K − 1) a choice, beside rankings of other lengths too', async () => {
  const flat = (count: number) => ({
    ranks: Array.from({ length: count }, (_, index) => index + 1),
    scores: new Array<number>(count).fill(7),
  });
  const expected = (count: number) => {
    const logFactorial = Array.from({ length: count }, (_, index) => Math.log(index + 1)).reduce(
      (a, b) => a + b,
    );
    return logFactorial / (count - 1);
  };
  for (const count of [2, 3, 9])
    expect((await ofRankings([flat(count)])).loss).toBeCloseTo(expected(count), 5);
  const mixed = await ofRankings([flat(2), flat(9), flat(4)]);
  expect(mixed.loss).toBeCloseTo((expected(2) + expected(9) + expected(4)) / 3, 5);
  expect(mixed.accuracy).toBe(0);
});

test('the order of the answers and a shift of all scores do not matter; far scores stay finite', async () => {
  const ordered = await ofRankings([{ ranks: [1, 2, 3], scores: [0.5, 1.5, -1] }]);
  const shuffled = await ofRankings([{ ranks: [3, 1, 2], scores: [99, 100.5, 101.5] }]);
  expect(shuffled.loss).toBeCloseTo(ordered.loss, 4);
  expect(shuffled.accuracy).toBeCloseTo(2 / 3, 6);
  const far = await ofRankings([{ ranks: [1, 2], scores: [-500, 500] }]);
  expect(far.loss).toBeCloseTo(1000, 2);
});

test('two answers cost what a preference costs, with centering and as a tie', async () => {
  for (const tied of [false, true]) {
    const { loss } = await ofRankings([{ ranks: tied ? [1, 1] : [1, 2], scores: [0.7, -0.4] }], {
      centering: 0.3,
    });
    const pair = await compute(
      { chosen: [0.7], rejected: [-0.4], strength: [tied ? 0.5 : 1], weight: [1] },
      ({ chosen, rejected, strength, weight }) => ({
        loss: preferenceLoss(chosen, rejected, strength, weight, { margin: 0, centering: 0.3 }),
      }),
    );
    expect(loss).toBeCloseTo(pair.loss[0] as number, 6);
  }
});

test('tied answers share a denominator of all of them and of all below', async () => {
  const [a, b, c, d] = [0.2, -0.3, 1.1, 0.4] as const;
  const total = (...scores: number[]) => Math.log(scores.reduce((sum, score) => sum + Math.exp(score), 0));
  const choices = [total(a, b, c, d) - a, total(b, c, d) - b, total(b, c, d) - c];
  const expected = choices.reduce((x, y) => x + y) / 3;
  const ranking = { ranks: [1, 2, 2, 4], scores: [a, b, c, d] };
  expect((await ofRankings([ranking])).loss).toBeCloseTo(expected, 5);
  expect(choiceLoss(ranking)).toBeCloseTo(expected, 12);
  const allTied = { ranks: [1, 1, 1], scores: [a, b, c] };
  expect((await ofRankings([allTied])).loss).toBeCloseTo(total(a, b, c) - (a + b + c) / 3, 5);
  expect((await ofRankings([allTied])).accuracy).toBe(0);
});

test('a prompt weighs what its weight says', async () => {
  const one = { ranks: [1, 2, 3], scores: [0, 1, 2], promptId: 'one' };
  const other = { ranks: [2, 1], scores: [0, 1], promptId: 'other' };
  const weights = new Map([
    ['one', 0.5],
    ['other', 1.5],
  ]);
  const { loss } = await ofRankings([one, other], { weights });
  expect(loss).toBeCloseTo((0.5 * choiceLoss(one) + 1.5 * choiceLoss(other)) / 2, 5);
});

test('regression is the mean of weighted squares', async () => {
  const { loss } = await compute(
    { scores: [1, 2, 3], ratings: [0, 2, 5], weights: [1, 1, 0.5] },
    ({ scores, ratings, weights }) => ({ loss: regressionLoss(scores, ratings, weights) }),
  );
  expect(loss[0]).toBeCloseTo(1, 6);
});

test('the accuracy of pairs is over those with a choice', async () => {
  const [chosen, rejected, strength] = [float32([2, 0, 5]), float32([0, 1, 0]), float32([1, 0.9, 0.5])];
  const { accuracy } = await compute({ chosen, rejected, strength }, (inputs) => {
    const pairs = inputs as Record<'chosen' | 'rejected' | 'strength', Tensor>;
    return { accuracy: pairAccuracy(pairs.chosen, pairs.rejected, pairs.strength) };
  });
  expect(accuracy[0]).toBe(0.5);
});
