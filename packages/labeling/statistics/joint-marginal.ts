import { type SolvedBlock, solveBlock } from './joint-block.ts';
import { globalPriors, type JointModel } from './joint-model.ts';
import { cholesky, inverse } from './linear.ts';

/** How hard the sum of the logs of skills is held at 0: all skills times c and all scores through c are the same model. */
const STIFFNESS = 1e6;
/** Step of the differences that make the curvature of the global variables. */
const STEP = 1e-4;

/** log-posterior of the global variables, the scores of all prompts integrated out. */
export class JointMarginal {
  readonly model: JointModel;
  private starts: Float64Array[];

  constructor(model: JointModel) {
    this.model = model;
    this.starts = model.blocks.map(({ candidates }) => new Float64Array(candidates.length));
  }

  /** All prompts at a point. Scores found are where the next search begins. */
  blocksAt(point: Float64Array): SolvedBlock[] {
    const solved = this.model.blocks.map((block, index) =>
      solveBlock(block, point, this.starts[index] as Float64Array),
    );
    if (solved.every(({ value }) => Number.isFinite(value))) this.starts = solved.map(({ scores }) => scores);
    return solved;
  }

  /** Value and gradient, with the diagonal of the expected curvature. */
  at(point: Float64Array): { value: number; gradient: Float64Array; curvature: Float64Array } {
    const { mean, deviation } = globalPriors(this.model);
    const gradient = point.map(
      (here, index) => -(here - (mean[index] as number)) / (deviation[index] as number) ** 2,
    );
    const curvature = deviation.map((one) => 1 / one ** 2);
    let value = point.reduce(
      (sum, here, index) =>
        sum - (here - (mean[index] as number)) ** 2 / (2 * (deviation[index] as number) ** 2),
      0,
    );
    for (const [index, solved] of this.blocksAt(point).entries()) {
      value += solved.value;
      for (const [seat, place] of (this.model.blocks[index] as { globals: number[] }).globals.entries()) {
        gradient[place] = (gradient[place] as number) + (solved.gradient[seat] as number);
        curvature[place] = (curvature[place] as number) + (solved.curvature[seat] as number);
      }
    }
    const count = this.model.labelers.length;
    const sum = point.subarray(0, count).reduce((a, b) => a + b, 0);
    for (let index = 0; index < count; index++)
      gradient[index] = (gradient[index] as number) - STIFFNESS * sum;
    return { value: value - (STIFFNESS * sum * sum) / 2, gradient, curvature };
  }

  /** Covariance of the global variables: the inverse of the curvature at the top, by central differences of gradients. */
  covarianceAt(top: Float64Array): Float64Array {
    const { globals, labelers } = this.model;
    const { deviation } = globalPriors(this.model);
    const curvature = new Float64Array(globals * globals);
    for (let column = 0; column < globals; column++) {
      for (const side of [1, -1]) {
        const moved = top.slice();
        moved[column] = (moved[column] as number) + side * STEP;
        for (const [index, block] of this.model.blocks.entries()) {
          if (!block.globals.includes(column)) continue;
          const { gradient } = solveBlock(block, moved, this.starts[index] as Float64Array);
          for (const [seat, row] of block.globals.entries()) {
            const bend = (-side * (gradient[seat] as number)) / (2 * STEP) / 2;
            curvature[row * globals + column] = (curvature[row * globals + column] as number) + bend;
            curvature[column * globals + row] = (curvature[column * globals + row] as number) + bend;
          }
        }
      }
      curvature[column * (globals + 1)] =
        (curvature[column * (globals + 1)] as number) + 1 / (deviation[column] as number) ** 2;
      if (column >= labelers.length) continue;
      for (let row = 0; row < labelers.length; row++)
        curvature[row * globals + column] = (curvature[row * globals + column] as number) + STIFFNESS;
    }
    return inverse(definite(curvature, deviation), globals);
  }
}

/** The factor of a curvature; where it is not positive definite, priors count as often more as it takes. */
function definite(curvature: Float64Array, deviation: Float64Array): Float64Array {
  const size = deviation.length;
  for (let more = 1; ; more *= 2) {
    const factor = cholesky(curvature, size);
    if (factor) return factor;
    for (let index = 0; index < size; index++)
      curvature[index * (size + 1)] =
        (curvature[index * (size + 1)] as number) + more / (deviation[index] as number) ** 2;
  }
}
