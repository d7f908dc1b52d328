import { climb, type Slope } from './climb.ts';
import type { Block, JointModel } from './joint-model.ts';
import { JointOutcomes, type Outward } from './joint-outcomes.ts';
import { cholesky, inverse, solve } from './linear.ts';

/** Scores that were looked at, with the Newton step from them. */
interface Looked extends Slope {
  point: Float64Array;
}

/**
 * A prompt with the global variables held still and its scores integrated out. One solver serves all prompts, one after
 * the other: what it found stands in its lists until the next prompt.
 */
export class BlockSolver {
  /** log of the integral over the scores, by Laplace. */
  value = 0;
  /** Most probable scores. */
  scores: Float64Array = new Float64Array();
  /** Their covariance, row-major. */
  readonly covariance: Float64Array;
  readonly #outcomes: JointOutcomes;
  readonly #outward: Outward;
  readonly #curvature: Float64Array;
  readonly #factor: Float64Array;
  #globals = 0;

  constructor({ blocks, features }: JointModel) {
    const most = (size: (block: Block) => number) => blocks.reduce((max, one) => Math.max(max, size(one)), 1);
    const candidates = most((block) => block.candidates.length);
    const globals = most((block) => block.globals.length);
    this.#outcomes = new JointOutcomes(
      most(({ comparisons }) => comparisons.count),
      globals,
      features,
    );
    this.#outward = {
      gradient: new Float64Array(globals),
      mixed: new Float64Array(globals * candidates),
      volume: new Float64Array(globals),
      volumeOfScores: new Float64Array(candidates),
    };
    this.covariance = new Float64Array(candidates * candidates);
    this.#curvature = new Float64Array(candidates * candidates);
    this.#factor = new Float64Array(candidates * candidates);
  }

  /** Gradient of `value` in the block's global variables, which come first in it. */
  get gradient(): Float64Array {
    return this.#outward.gradient;
  }

  /** Finds the scores at given global variables, and what the block says of those variables. */
  solve(block: Block, globals: Float64Array, start: Float64Array): void {
    this.#enter(block, globals);
    let looked = this.#look(start);
    this.scores = climb(start, (point) => {
      if (point !== looked.point) looked = this.#look(point);
      return looked;
    });
    // a last step of Newton's that nobody checks: it squares the error, so that values and gradients agree to all digits
    const { step } = looked.point === this.scores ? looked : this.#look(this.scores);
    this.scores = this.scores.map((score, seat) => score + (step[seat] as number));
    looked = this.#look(this.scores);
    this.value = looked.value;
    if (!Number.isFinite(this.value)) return;
    const count = this.scores.length;
    for (let seat = 0; seat < count; seat++)
      this.value -= Math.log(this.#outcomes.spread) + Math.log(this.#factor[seat * (count + 1)] as number);
    this.#lookOut();
  }

  /** The gradient at scores that are taken for the most probable ones. */
  gradientAt(block: Block, globals: Float64Array, scores: Float64Array): Float64Array {
    this.#enter(block, globals);
    this.scores = scores;
    this.#outcomes.look(scores, this.#curvature);
    if (cholesky(this.#curvature, scores.length, this.#factor)) this.#lookOut();
    return this.gradient;
  }

  /** −∂scores/∂globals at the scores found: of each global variable how it moves them, one after the other. */
  through(): Float64Array {
    const count = this.scores.length;
    const result = this.#outward.mixed.slice(0, this.#globals * count);
    for (let place = 0; place < result.length; place += count) {
      const moved = result.subarray(place, place + count);
      solve(this.#factor, count, moved, moved);
    }
    return result;
  }

  #enter(block: Block, globals: Float64Array): void {
    this.#globals = block.globals.length;
    this.#outcomes.enter(block, globals);
  }

  /** log-posterior of the scores alone, which is concave; where numbers overflow nothing is possible. */
  #look(point: Float64Array): Looked {
    const { value, gradient } = this.#outcomes.look(point, this.#curvature);
    if (cholesky(this.#curvature, point.length, this.#factor))
      return { point, value, gradient, step: solve(this.#factor, point.length, gradient) };
    return { point, value: Number.NEGATIVE_INFINITY, gradient, step: gradient };
  }

  /** The covariance of the scores, and the gradient in the global variables. */
  #lookOut(): void {
    const count = this.scores.length;
    inverse(this.#factor, count, this.covariance);
    this.#outcomes.lookOut(this.scores, this.covariance, this.#outward);
    const { gradient, mixed, volume, volumeOfScores } = this.#outward;
    // d(−½ log|H|): directly, and by way of the scores
    const byScores = solve(this.#factor, count, volumeOfScores);
    for (let global = 0; global < this.#globals; global++) {
      let bend = volume[global] as number;
      for (let seat = 0; seat < count; seat++)
        bend -= (byScores[seat] as number) * (mixed[global * count + seat] as number);
      gradient[global] = (gradient[global] as number) - bend / 2;
    }
  }
}
