import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outcomeChances, outcomeSlope } from './davidson.ts';
import { fitPrompt, type PromptComparison } from './fit-prompt.ts';
import { cholesky, inverse } from './linear.ts';
import { priors } from './priors.ts';

const wins = (count: number, better: number, worse: number): PromptComparison[] =>
  Array.from({ length: count }, () => ({ better, worse }));

describe('Davidson’s model', () => {
  test('the three chances sum to 1 and stay finite far out', () => {
    for (const advantage of [-2000, -1, 0, 3, 2000]) {
      const { first, second, tie } = outcomeChances(advantage, 0.3);
      expect(first + second + tie).toBeCloseTo(1, 12);
    }
    expect(outcomeChances(Math.log(4), -50).first).toBeCloseTo(0.8, 12);
    // at equal scores the tie parameter is the odds of a tie to a win of one side
    expect(outcomeChances(0, Math.log(2))).toMatchObject({ first: 0.25, second: 0.25, tie: 0.5 });
  });

  test('gradient and curvature are those of finite differences', () => {
    const step = 1e-5;
    for (const outcome of [1, 0, -1] as const) {
      const at = (advantage: number, logTie: number) => outcomeSlope(outcome, advantage, logTie);
      const slope = at(0.7, -0.4);
      expect(slope.advantage).toBeCloseTo(
        (at(0.7 + step, -0.4).value - at(0.7 - step, -0.4).value) / (2 * step),
        8,
      );
      expect(slope.logTie).toBeCloseTo(
        (at(0.7, -0.4 + step).value - at(0.7, -0.4 - step).value) / (2 * step),
        8,
      );
      const along = (name: 'advantage' | 'logTie', dAdvantage: number, dLogTie: number) =>
        -(at(0.7 + dAdvantage, -0.4 + dLogTie)[name] - at(0.7 - dAdvantage, -0.4 - dLogTie)[name]) /
        (2 * step);
      expect(slope.curvature.advantage).toBeCloseTo(along('advantage', step, 0), 8);
      expect(slope.curvature.mixed).toBeCloseTo(along('advantage', 0, step), 8);
      expect(slope.curvature.logTie).toBeCloseTo(along('logTie', 0, step), 8);
    }
  });
});

test('a factor times its transpose is the matrix, and its inverse undoes it', () => {
  const matrix = Float64Array.from([4, 2, -2, 2, 10, 2, -2, 2, 5]);
  const factor = cholesky(matrix, 3) as Float64Array;
  expect([...factor]).toEqual([2, 0, 0, 1, 3, 0, -1, 1, Math.sqrt(3)]);
  const back = inverse(factor, 3);
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < 3; j++) {
      let sum = 0;
      for (let k = 0; k < 3; k++) sum += (matrix[i * 3 + k] as number) * (back[k * 3 + j] as number);
      expect(sum).toBeCloseTo(i === j ? 1 : 0, 12);
    }
  expect(cholesky(Float64Array.from([1, 2, 2, 1]), 2)).toBeUndefined();
});

describe('scores of one prompt', () => {
  test('without comparisons they are the prior, centered', () => {
    const { mean, covariance } = fitPrompt(3, []);
    expect(mean).toEqual([0, 0, 0]);
    expect(covariance[0]?.[0]).toBeCloseTo((priors.score ** 2 * 2) / 3, 12);
    expect(covariance[0]?.[1]).toBeCloseTo(-(priors.score ** 2) / 3, 12);
  });

  test('many games at known odds: the lead is their log-odds, its variance nearly 1 / (n·p·q)', () => {
    const { mean, covariance } = fitPrompt(2, [...wins(3000, 0, 1), ...wins(1000, 1, 0)]);
    expect((mean[0] as number) - (mean[1] as number)).toBeCloseTo(Math.log(3), 2);
    const [[a, b], [, d]] = covariance as [[number, number], [number, number]];
    expect((a + d - 2 * b) * 4000 * 0.75 * 0.25).toBeCloseTo(1, 2);
  });

  test('the better of two leads, ties bring scores together, and what nobody compared is least sure', () => {
    const decided = fitPrompt(3, wins(2, 0, 1));
    const tied = fitPrompt(3, [...wins(2, 0, 1), { better: 1, worse: 0, tie: true }]);
    const lead = ({ mean }: { mean: number[] }) => (mean[0] as number) - (mean[1] as number);
    expect(lead(decided)).toBeGreaterThan(lead(tied));
    expect(lead(tied)).toBeGreaterThan(0);
    expect(decided.covariance[2]?.[2]).toBeGreaterThan(decided.covariance[0]?.[0] as number);
  });

  test('a weight of two is the same comparison twice', () => {
    const once = fitPrompt(2, [{ better: 0, worse: 1, weight: 2 }]);
    const twice = fitPrompt(2, wins(2, 0, 1));
    expect(once.mean[0]).toBeCloseTo(twice.mean[0] as number, 8);
  });

  test('names do not matter: other places, the same scores', () => {
    const comparison = fc.record({ better: fc.nat(3), worse: fc.nat(3), tie: fc.boolean() });
    const comparisons = fc.array(
      comparison.filter(({ better, worse }) => better !== worse),
      { maxLength: 30 },
    );
    const orders = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 });
    fc.assert(
      fc.property(comparisons, orders, (list, order) => {
        const moved = list.map((one) => ({
          ...one,
          better: order[one.better] as number,
          worse: order[one.worse] as number,
        }));
        const [plain, other] = [fitPrompt(4, list), fitPrompt(4, moved)];
        for (const [from, to] of order.entries()) {
          expect(other.mean[to]).toBeCloseTo(plain.mean[from] as number, 6);
          expect(other.covariance[to]?.[to]).toBeCloseTo(plain.covariance[from]?.[from] as number, 6);
        }
        expect(plain.mean.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 6);
      }),
      { numRuns: 50 },
    );
  });
});
