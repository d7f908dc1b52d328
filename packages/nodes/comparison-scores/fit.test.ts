import { createRandom } from '@heed/engine/random';
import { describe, expect, test } from 'vitest';
import { standardErrors } from './bootstrap.ts';
import { pairChoices, stageChoices } from './choices.ts';
import type { Comparison } from './comparisons.ts';
import { ELO_POINTS, eloScores } from './elo.ts';
import { fitScores } from './fit.ts';

/** Answers from best to worst. */
const ranking = (...answers: number[]): Comparison => ({
  answers,
  ranks: answers.map((_, place) => place + 1),
  weight: 1,
});
const times = (count: number, ...answers: number[]) => new Array<Comparison>(count).fill(ranking(...answers));

const bradleyTerry = (count: number, comparisons: Comparison[], prior = 0) =>
  fitScores(count, comparisons.flatMap(pairChoices), prior);
const plackettLuce = (count: number, comparisons: Comparison[], prior = 0) =>
  fitScores(count, comparisons.flatMap(stageChoices), prior);

function expectClose(actual: readonly number[], expected: readonly number[], digits = 6) {
  expect(actual).toHaveLength(expected.length);
  for (const [index, value] of actual.entries()) expect(value).toBeCloseTo(expected[index] as number, digits);
}

const games = [
  ...times(3, 0, 1),
  ...times(1, 1, 0),
  ...times(2, 0, 2),
  ...times(2, 2, 1),
  ...times(1, 1, 2),
  ...times(1, 3, 0),
  ...times(2, 0, 3),
  ...times(1, 2, 3),
  ...times(1, 3, 2),
];
const rankings = [
  ranking(0, 1, 2, 3),
  ranking(1, 0, 3),
  ranking(3, 2, 0, 1),
  ranking(0, 2),
  ranking(2, 0, 1, 3),
];

describe('Bradley-Terry', () => {
  test('finds the published abilities of seven baseball teams (Agresti 2002, section 10.6)', () => {
    const wins = [
      [0, 7, 9, 7, 7, 9, 11],
      [6, 0, 7, 5, 11, 9, 9],
      [4, 6, 0, 7, 7, 8, 12],
      [6, 8, 6, 0, 6, 7, 10],
      [6, 2, 6, 7, 0, 7, 12],
      [4, 4, 5, 6, 6, 0, 6],
      [2, 4, 1, 3, 1, 7, 0],
    ];
    const played = wins.flatMap((row, i) => row.flatMap((count, j) => times(count, i, j)));
    const scores = bradleyTerry(7, played);
    const aboveBaltimore = scores.map((score) => score - (scores[6] as number));
    expectClose(aboveBaltimore, [1.581, 1.436, 1.294, 1.248, 1.108, 0.684, 0], 3);
  });

  test('agrees with choix 0.4.1, without a prior and with a ghost as fifth player', () => {
    expectClose(bradleyTerry(4, games), [0.9301198597, -0.6027344543, -0.3204674088, -0.0069179967]);
    expectClose(bradleyTerry(4, games, 0.5), [0.8429956622, -0.5186903624, -0.2653112628, -0.025252707]);
  });

  test('takes a tie for half a win of each side', () => {
    const tied: Comparison = { answers: [0, 1], ranks: [1, 1], weight: 2 };
    expectClose(
      bradleyTerry(2, [tied, ...times(2, 0, 1)]),
      bradleyTerry(2, [...times(3, 0, 1), ranking(1, 0)]),
    );
  });

  test('keeps the score of an answer that always wins finite by the prior', () => {
    const [winner, loser] = bradleyTerry(2, [ranking(0, 1)], 0.5) as [number, number];
    expect(winner).toBeCloseTo(-loser, 7);
    // stationary: 1 − σ(2s) = 2·½·(σ(s) − ½)
    const chance = (x: number) => 1 / (1 + Math.exp(-x));
    expect(1 - chance(2 * winner)).toBeCloseTo(chance(winner) - 0.5, 7);
  });
});

describe('Plackett-Luce', () => {
  test('agrees with choix 0.4.1 on rankings of two to four, without a prior and with a ghost', () => {
    expectClose(plackettLuce(4, rankings), [0.7173657061, 0.0655769372, 0.3967017283, -1.1796443716]);
    expectClose(plackettLuce(4, rankings, 0.5), [0.619499882, 0.019990518, 0.3131083338, -1.0085998454]);
  });

  test('is Bradley-Terry on pairs, ties too', () => {
    const some = [...games, { answers: [0, 3], ranks: [1, 1], weight: 1 }];
    expectClose(plackettLuce(4, some, 0.5), bradleyTerry(4, some, 0.5));
  });

  test('gives tied answers equal scores, wherever they stand', () => {
    const [a, b, c] = plackettLuce(3, [{ answers: [0, 1, 2], ranks: [2, 1, 2], weight: 1 }], 0.5) as number[];
    expect(a).toBeCloseTo(c as number, 9);
    expect(b).toBeGreaterThan(a as number);
  });
});

describe('Elo', () => {
  const random = () => createRandom(1);

  test('moves equal players by half of K after one game', () => {
    const scores = eloScores(2, [ranking(0, 1)], { kFactor: 32, orders: 1, random: random() });
    expectClose(
      scores.map((score) => score * ELO_POINTS),
      [16, -16],
      9,
    );
  });

  test('gives more for beating the stronger: 16 points, then 32·σ(32 points) back', () => {
    const [first] = eloScores(2, [ranking(0, 1), ranking(1, 0)], {
      kFactor: 32,
      orders: 1,
      random: random(),
    });
    const back = 32 / (1 + 10 ** (-32 / 400));
    // which of the two won last hangs on the order that was drawn
    expect(Math.abs(first as number) * ELO_POINTS).toBeCloseTo(back - 16, 9);
  });

  test('does not hang on the order once it is averaged', () => {
    const options = { kFactor: 32, orders: 2000 };
    const scores = eloScores(4, games, { ...options, random: random() });
    const reversed = eloScores(4, games.toReversed(), { ...options, random: createRandom(2) });
    expectClose(scores, reversed, 2);
    expect(scores.reduce((a, b) => a + b)).toBeCloseTo(0, 9);
    const byLikelihood = bradleyTerry(4, games);
    const best = (list: number[]) => list.indexOf(Math.max(...list));
    expect(best(scores)).toBe(best(byLikelihood));
  });
});

test('standard errors come near those of the likelihood’s curvature when there are many games', () => {
  // two players, n games at even odds: Var(s₀ − s₁) = 4/n, and with mean 0 each score has a quarter of it
  const verdicts = [...times(200, 0, 1), ...times(200, 1, 0)].map((one) => [one]);
  const errors = standardErrors([0, 0], verdicts, (drawn) => bradleyTerry(2, drawn), {
    rounds: 400,
    random: createRandom(3),
  });
  for (const error of errors) expect(Math.abs(error / Math.sqrt(1 / 400) - 1)).toBeLessThan(0.15);
});
