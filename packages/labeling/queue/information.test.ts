import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fitPrompt, type PromptComparison } from '../statistics/fit-prompt.ts';
import { pairInformation, taskInformation } from './information.ts';

/** A stream of numbers in [0, 1) that follows from its seed. */
function stream(seed: number): () => number {
  let count = 0;
  return () => createHash('sha256').update(`${seed}/${count++}`).digest().readUInt32BE() / 2 ** 32;
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** All pairs of so many candidates. */
function pairsOf(candidates: number): [number, number][] {
  const numbers = Array.from({ length: candidates }, (_, index) => index);
  return numbers.flatMap((i) => numbers.slice(i + 1).map((j): [number, number] => [i, j]));
}

describe('expected information', () => {
  it('is the formula, for known scores', () => {
    const fit = {
      mean: [0.5, -0.5],
      covariance: [
        [0.4, 0.1],
        [0.1, 0.6],
      ],
    };
    const p = sigmoid(1);
    expect(pairInformation(fit, 0, 1)).toBeCloseTo(0.5 * Math.log(1 + p * (1 - p) * 0.8), 12);
    expect(pairInformation(fit, 1, 0)).toBeCloseTo(pairInformation(fit, 0, 1), 12);
    expect(taskInformation(fit, [0, 1])).toBeCloseTo(pairInformation(fit, 0, 1), 12);
  });

  it('falls for a pair with every comparison of it, and is lower where the winner is sure', () => {
    const clear: PromptComparison[] = [];
    let before = pairInformation(fitPrompt(3, clear), 0, 1);
    for (let count = 0; count < 6; count++) {
      clear.push({ better: 0, worse: 1 });
      const fit = fitPrompt(3, clear);
      expect(pairInformation(fit, 0, 1)).toBeLessThan(before);
      expect(pairInformation(fit, 0, 1)).toBeLessThan(pairInformation(fit, 0, 2));
      before = pairInformation(fit, 0, 1);
    }
  });

  it('finds the order of eight candidates better than blind choice does with as many answers', () => {
    const candidates = 8;
    const budget = 24;
    const trials = 60;
    const pairs = pairsOf(candidates);
    const right = { informed: 0, blind: 0 };
    for (let trial = 0; trial < trials; trial++) {
      for (const way of ['informed', 'blind'] as const) {
        const uniform = stream(trial);
        const scores = Array.from({ length: candidates }, () => 3 * (uniform() - 0.5) * 2);
        const answers: PromptComparison[] = [];
        for (let count = 0; count < budget; count++) {
          const fit = fitPrompt(candidates, answers);
          const gain = ([i, j]: [number, number]) => pairInformation(fit, i, j);
          const [i, j] =
            way === 'blind'
              ? (pairs[Math.floor(uniform() * pairs.length)] as [number, number])
              : pairs.reduce((best, pair) => (gain(pair) > gain(best) + 1e-12 ? pair : best));
          const firstWins = uniform() < sigmoid((scores[i] as number) - (scores[j] as number));
          answers.push(firstWins ? { better: i, worse: j } : { better: j, worse: i });
        }
        const { mean } = fitPrompt(candidates, answers);
        right[way] += pairs.filter(
          ([i, j]) =>
            ((mean[i] as number) - (mean[j] as number)) * ((scores[i] as number) - (scores[j] as number)) > 0,
        ).length;
      }
    }
    expect(right.informed).toBeGreaterThan(right.blind);
  });
});
