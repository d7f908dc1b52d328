import { centered } from './centered.ts';
import { type Estimate, estimate } from './intervals.ts';
import type { SolvedBlock } from './joint-block.ts';
import { JointMarginal } from './joint-marginal.ts';
import {
  globalPlaces,
  globalPriors,
  type JointComparison,
  type JointModel,
  numberModel,
} from './joint-model.ts';
import { searchTop } from './quasi-newton.ts';

/** A labeler as the joint model sees them. */
export interface FittedLabeler {
  labeler: string;
  comparisons: number;
  /** log of the discrimination: 0 is usual, below it verdicts follow the scores less, far below they are noise. */
  logSkill: Estimate;
  /** In log-odds: how much the candidate shown first gains by being first. */
  position: Estimate;
}

/** Scores of a prompt's candidates in log-odds, with mean 0. */
export interface FittedPrompt {
  prompt: string;
  candidates: { candidate: string; score: Estimate }[];
  covariance: number[][];
}

export interface JointFit {
  prompts: FittedPrompt[];
  labelers: FittedLabeler[];
  /** What all labelers have in common in favor of the first, in log-odds. */
  position: Estimate;
  /** log of Davidson's tie parameter: at equal scores a tie is e^logTie times as likely as a win of one side. */
  logTie: Estimate;
  /** log of the standard deviation of scores within a prompt. */
  logSpread: Estimate;
  /** Weight of each feature, in log-odds per unit. */
  features: Estimate[];
}

/**
 * Fits scores, labelers' skills, position bias, ties and weights of features at once. What all prompts share is where
 * its posterior, with the scores integrated out (Laplace), is highest: the top of all variables together would make
 * scores too small and skills too large. Intervals of 95 % are those of the normal distribution that touches it there.
 */
export function fitJoint(comparisons: readonly JointComparison[]): JointFit {
  const model = numberModel(comparisons);
  const marginal = new JointMarginal(model);
  const start = globalPriors(model).mean;
  const top = searchTop(
    start,
    (point) => marginal.at(point),
    firstGuess(model, marginal.at(start).curvature),
  );
  const blocks = marginal.blocksAt(top);
  const covariance = marginal.covarianceAt(top);
  const places = globalPlaces(model);
  const shared = (a: number, b: number) => covariance[a * model.globals + b] as number;
  const at = (place: number) => top[place] as number;
  const one = (place: number) => estimate(at(place), Math.sqrt(shared(place, place)));
  const counts = Map.groupBy(comparisons, ({ labeler }) => labeler);
  return {
    prompts: model.blocks.map(({ prompt, candidates, globals }, index) => {
      const solved = blocks[index] as SolvedBlock;
      const own = scoreCovariance(solved, globals, shared);
      return {
        prompt,
        candidates: candidates.map((candidate, seat) => ({
          candidate,
          score: estimate(solved.scores[seat] as number, Math.sqrt((own[seat] as number[])[seat] as number)),
        })),
        covariance: own,
      };
    }),
    labelers: model.labelers.map((labeler, index) => {
      const [own, all] = [places.ownPosition(index), places.position];
      const variance = shared(own, own) + shared(all, all) + 2 * shared(own, all);
      return {
        labeler,
        comparisons: counts.get(labeler)?.length ?? 0,
        logSkill: one(places.skill(index)),
        position: estimate(at(own) + at(all), Math.sqrt(variance)),
      };
    }),
    position: one(places.position),
    logTie: one(places.logTie),
    logSpread: one(places.logSpread),
    features: Array.from({ length: model.features }, (_, index) => one(places.feature(index))),
  };
}

/** The inverse of the diagonal of the curvature, with the skills moving against each other only. */
function firstGuess({ globals, labelers }: JointModel, curvature: Float64Array): Float64Array {
  const inverse = new Float64Array(globals * globals);
  for (let index = 0; index < globals; index++)
    inverse[index * (globals + 1)] = 1 / (curvature[index] as number);
  const skills = curvature.subarray(0, labelers.length).map((one) => 1 / one);
  const all = skills.reduce((a, b) => a + b, 0);
  for (const [row, a] of skills.entries())
    for (const [column, b] of skills.entries())
      inverse[row * globals + column] = (inverse[row * globals + column] as number) - (a * b) / all;
  return inverse;
}

/** Covariance of a prompt's scores, with what the doubt about the global variables adds. */
function scoreCovariance(
  { covariance, scores, through }: SolvedBlock,
  globals: readonly number[],
  shared: (a: number, b: number) => number,
): number[][] {
  const count = scores.length;
  const full = covariance.slice();
  for (const [a, row] of globals.entries())
    for (const [b, column] of globals.entries())
      for (let i = 0; i < count; i++)
        for (let j = 0; j < count; j++)
          full[i * count + j] =
            (full[i * count + j] as number) +
            shared(row, column) * (through[a * count + i] as number) * (through[b * count + j] as number);
  return centered(Array.from(scores, (_, row) => [...full.subarray(row * count, (row + 1) * count)]));
}
