import { mean, standardDeviation } from '../shared/batching.ts';
import { proportionInterval } from '../shared/intervals.ts';

/** Scores closer than this count as a tie. */
const TIE = 1e-9;

/** How scores of the tuned model stand against those of the initial one, prompt by prompt. */
export interface ScoreComparison {
  before: number;
  after: number;
  deviationBefore: number;
  deviationAfter: number;
  /** (after − before) / deviation before; 0 where the scores before do not vary. */
  gainInStd: number;
  /** Share of prompts won by the tuned model, ties as a half, with its 95 % interval. */
  winRate: number;
  winRateLow: number;
  winRateHigh: number;
}

/** Compares paired scores; both lists are in prompt order. */
export function compareScores(before: readonly number[], after: readonly number[]): ScoreComparison {
  const points = before.map((score, index) => {
    const difference = (after[index] as number) - score;
    return Math.abs(difference) <= TIE ? 0.5 : Number(difference > 0);
  });
  const winRate = mean(points);
  const [winRateLow, winRateHigh] = proportionInterval(winRate, points.length);
  const deviationBefore = standardDeviation(before);
  const gain = mean(after) - mean(before);
  return {
    before: mean(before),
    after: mean(after),
    deviationBefore,
    deviationAfter: standardDeviation(after),
    gainInStd: deviationBefore > 0 ? gain / deviationBefore : 0,
    winRate,
    winRateLow,
    winRateHigh,
  };
}
