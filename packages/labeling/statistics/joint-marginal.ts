import { BlockSolver } from './joint-block.ts';
import { type Block, globalPriors, type JointModel } from './joint-model.ts';
import { cholesky } from './linear.ts';
import type { Steps } from './turns.ts';

/** How hard the sum of the logs of skills is held at 0: all skills times c and all scores through c are the same model. */
const STIFFNESS = 1e6;
/** Step of the differences that make the curvature of the global variables: it is right to about as much. */
const STEP = 1e-5;

/** log-posterior of the global variables, the scores of all prompts integrated out. */
export class JointMarginal {
  readonly model: JointModel;
  readonly #priors: ReturnType<typeof globalPriors>;
  readonly #solver: BlockSolver;
  /** Scores at the best point so far, where searches begin: those of a point that is far off would lead them astray. */
  #starts: Float64Array[];
  #best = Number.NEGATIVE_INFINITY;

  constructor(model: JointModel) {
    this.model = model;
    this.#priors = globalPriors(model);
    this.#solver = new BlockSolver(model);
    this.#starts = model.blocks.map(({ candidates }) => new Float64Array(candidates.length));
  }

  /** Value and gradient at a point. */
  at(point: Float64Array): { value: number; gradient: Float64Array } {
    const { mean, deviation } = this.#priors;
    const gradient = new Float64Array(point.length);
    let value = 0;
    for (const [index, here] of point.entries()) {
      const away = (here - (mean[index] as number)) / (deviation[index] as number);
      value -= away ** 2 / 2;
      gradient[index] = -away / (deviation[index] as number);
    }
    const found: Float64Array[] = [];
    for (const [index, block] of this.model.blocks.entries()) {
      this.#solver.solve(block, point, this.#starts[index] as Float64Array);
      value += this.#solver.value;
      if (!Number.isFinite(value)) return { value: Number.NEGATIVE_INFINITY, gradient };
      found.push(this.#solver.scores);
      for (let seat = 0; seat < block.globals.length; seat++)
        add(gradient, block.globals[seat] as number, this.#solver.gradient[seat] as number);
    }
    const count = this.model.labelers.length;
    const sum = point.subarray(0, count).reduce((a, b) => a + b, 0);
    for (let index = 0; index < count; index++)
      gradient[index] = (gradient[index] as number) - STIFFNESS * sum;
    value -= (STIFFNESS * sum * sum) / 2;
    if (value > this.#best) [this.#best, this.#starts] = [value, found];
    return { value, gradient };
  }

  /** A block at a point, as long as nothing else is asked. */
  solved(index: number, point: Float64Array): BlockSolver {
    this.#solver.solve(this.model.blocks[index] as Block, point, this.#starts[index] as Float64Array);
    return this.#solver;
  }

  /**
   * Factor of the curvature at a point, by differences of gradients, prompt by prompt: each knows its own labelers only.
   */
  *curvatureSteps(point: Float64Array): Steps<Float64Array> {
    const { globals, labelers, blocks } = this.model;
    const { deviation } = this.#priors;
    const curvature = new Float64Array(globals * globals);
    for (let index = 0; index < globals; index++)
      curvature[index * (globals + 1)] = 1 / (deviation[index] as number) ** 2;
    for (let row = 0; row < labelers.length; row++)
      for (let column = 0; column < labelers.length; column++)
        add(curvature, row * globals + column, STIFFNESS);
    for (const [index, block] of blocks.entries()) {
      this.#addCurvature(index, block, point, curvature);
      yield;
    }
    return definite(curvature, deviation);
  }

  /** Scores are moved along with a variable to first order; what is left changes the curvature by the step's order. */
  #addCurvature(index: number, block: Block, point: Float64Array, curvature: Float64Array): void {
    const size = this.model.globals;
    const { globals } = block;
    const { scores } = this.solved(index, point);
    const count = scores.length;
    const through = this.#solver.through();
    const before = this.#solver.gradient.slice(0, globals.length);
    const moved = point.slice();
    const nearby = new Float64Array(count);
    for (let global = 0; global < globals.length; global++) {
      const column = globals[global] as number;
      moved[column] = (point[column] as number) + STEP;
      for (let seat = 0; seat < count; seat++)
        nearby[seat] = (scores[seat] as number) - STEP * (through[global * count + seat] as number);
      const gradient = this.#solver.gradientAt(block, moved, nearby);
      moved[column] = point[column] as number;
      for (let seat = 0; seat < globals.length; seat++) {
        const row = globals[seat] as number;
        // half of it to each side of the diagonal, which differences do not know to be equal
        const bend = ((before[seat] as number) - (gradient[seat] as number)) / STEP / 2;
        add(curvature, row * size + column, bend);
        add(curvature, column * size + row, bend);
      }
    }
  }
}

/** The factor of a curvature; where it is not positive definite, priors count as often more as it takes. */
function definite(curvature: Float64Array, deviation: Float64Array): Float64Array {
  const size = deviation.length;
  for (let more = 1; ; more *= 2) {
    const factor = cholesky(curvature, size);
    if (factor) return factor;
    for (let index = 0; index < size; index++)
      add(curvature, index * (size + 1), more / (deviation[index] as number) ** 2);
  }
}

function add(target: Float64Array, place: number, amount: number): void {
  target[place] = (target[place] as number) + amount;
}
