import { createRandom } from '@heed/engine/random';
import { standardErrors } from './bootstrap.ts';
import { pairChoices, stageChoices } from './choices.ts';
import type { ComparedPrompt, Comparison } from './comparisons.ts';
import { eloScores } from './elo.ts';
import { fitScores } from './fit.ts';

export interface ScoringOptions {
  method: 'bradley-terry' | 'plackett-luce' | 'elo';
  prior: number;
  kFactor: number;
  orders: number;
  bootstrapRounds: number;
}

/** Scores of a prompt's answers in log-odds: a lead of d means a chance of σ(d) to be preferred. */
export interface Scores {
  scores: number[];
  /** Null without bootstrap rounds. */
  errors: number[] | null;
}

/** A simulated fit may stop this early: the spread of scores is wanted, which is a thousand times as large. */
const SIMULATION_TOLERANCE = 1e-4;

/** Fits the scores of one prompt's answers; each prompt draws from a random stream of its own. */
export function scorePrompt(prompt: ComparedPrompt, options: ScoringOptions, seed: number): Scores {
  const { method, prior, kFactor, orders, bootstrapRounds: rounds } = options;
  const count = prompt.answers.length;
  const random = createRandom(seed).fork(prompt.promptId);
  const fit = (comparisons: Comparison[], tolerance?: number) => {
    if (method === 'elo') return eloScores(count, comparisons, { kFactor, orders, random });
    const choices = method === 'plackett-luce' ? stageChoices : pairChoices;
    return fitScores(count, comparisons.flatMap(choices), prior, tolerance);
  };
  const scores = fit(prompt.verdicts.flat());
  if (rounds === 0) return { scores, errors: null };
  const refit = (comparisons: Comparison[]) => fit(comparisons, SIMULATION_TOLERANCE);
  return { scores, errors: standardErrors(scores, prompt.verdicts, refit, { rounds, random }) };
}
