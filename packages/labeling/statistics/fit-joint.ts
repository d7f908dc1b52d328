import { centered } from './centered.ts';
import { type Estimate, estimate } from './intervals.ts';
import type { BlockSolver } from './joint-block.ts';
import { JointMarginal } from './joint-marginal.ts';
import { globalPlaces, globalPriors, type JointComparison, numberModel } from './joint-model.ts';
import { inverse } from './linear.ts';
import { searchSteps } from './quasi-newton.ts';
import { atOnce, type Steps } from './turns.ts';

/**
 * A step of the search changes no skill and no odds more than e-fold: far from the top the curvature tells little, and
 * chances that are all but 0 and 1 take long to come back from.
 */
const FARTHEST = 1;

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
 * Throws where a weight or a feature is not a finite number.
 */
export function fitJoint(comparisons: readonly JointComparison[]): JointFit {
  return atOnce(fitJointSteps(comparisons));
}

/** The same, step by step. */
export function* fitJointSteps(comparisons: readonly JointComparison[]): Steps<JointFit> {
  const model = numberModel(comparisons);
  const { globals } = model;
  const marginal = new JointMarginal(model);
  const start = globalPriors(model).mean;
  if (!Number.isFinite(marginal.at(start).value))
    throw new Error(
      'The joint model cannot be fitted to these comparisons: a weight or a feature of theirs is not a finite number; leave such comparisons out.',
    );
  const guess = inverse(yield* marginal.curvatureSteps(start), globals);
  const look = (point: Float64Array) => marginal.at(point);
  const top = yield* searchSteps(look, { start, inverse: guess, farthest: FARTHEST });
  const covariance = inverse(yield* marginal.curvatureSteps(top), globals);
  const places = globalPlaces(model.labelers.length, model.features);
  const shared = (a: number, b: number) => covariance[a * globals + b] as number;
  const at = (place: number) => top[place] as number;
  const one = (place: number) => estimate(at(place), Math.sqrt(shared(place, place)));
  const counts = Map.groupBy(comparisons, ({ labeler }) => labeler);
  return {
    prompts: model.blocks.map(({ prompt, candidates, globals: touched }, index) => {
      const solved = marginal.solved(index, top);
      const own = scoreCovariance(solved, touched, covariance, globals);
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
      const [own, all] = [places.ownPosition + index, places.position];
      const variance = shared(own, own) + shared(all, all) + 2 * shared(own, all);
      return {
        labeler,
        comparisons: counts.get(labeler)?.length ?? 0,
        logSkill: one(places.skill + index),
        position: estimate(at(own) + at(all), Math.sqrt(variance)),
      };
    }),
    position: one(places.position),
    logTie: one(places.logTie),
    logSpread: one(places.logSpread),
    features: Array.from({ length: model.features }, (_, index) => one(places.feature + index)),
  };
}

/**
 * Covariance of a prompt's scores, with what the doubt about the global variables adds: C + Tᵀ·Σ·T, where the rows of T
 * say how each of them moves the scores.
 */
function scoreCovariance(
  solved: BlockSolver,
  globals: Int32Array,
  ofGlobals: Float64Array,
  size: number,
): number[][] {
  const count = solved.scores.length;
  const through = solved.through();
  const full = solved.covariance.slice(0, count * count);
  const moved = new Float64Array(count);
  for (let a = 0; a < globals.length; a++) {
    moved.fill(0);
    for (let b = 0; b < globals.length; b++) {
      const together = ofGlobals[(globals[a] as number) * size + (globals[b] as number)] as number;
      for (let seat = 0; seat < count; seat++)
        moved[seat] = (moved[seat] as number) + together * (through[b * count + seat] as number);
    }
    for (let i = 0; i < count; i++)
      for (let j = 0; j < count; j++)
        full[i * count + j] =
          (full[i * count + j] as number) + (through[a * count + i] as number) * (moved[j] as number);
  }
  return centered(
    Array.from({ length: count }, (_, row) => [...full.subarray(row * count, (row + 1) * count)]),
  );
}
