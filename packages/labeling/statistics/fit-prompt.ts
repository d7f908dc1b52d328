import { centered } from './centered.ts';
import { climb, type Slope } from './climb.ts';
import { outcomeSlope } from './davidson.ts';
import { cholesky, inverse, solve } from './linear.ts';
import { priors } from './priors.ts';

/** One comparison of two candidates of a prompt, by their places in the list of candidates. */
export interface PromptComparison {
  better: number;
  worse: number;
  /** Neither was better; then the order of the two says nothing. */
  tie?: boolean;
  /** How often it counts; 1 where nothing is said. */
  weight?: number;
}

/** Scores of the candidates of a prompt in log-odds, with mean 0, and how sure they are. */
export interface PromptFit {
  mean: number[];
  covariance: number[][];
}

/**
 * Fits Davidson's model to the comparisons of one prompt: the most probable scores, and the covariance of the normal
 * distribution that touches the posterior there (Laplace). Without comparisons it is the prior. Takes microseconds for
 * a handful of candidates.
 *
 * `fitPrompt(2, [{ better: 0, worse: 1 }]).mean[0]` is above 0.
 */
export function fitPrompt(candidates: number, comparisons: readonly PromptComparison[]): PromptFit {
  const size = candidates + 1;
  const look = (point: Float64Array): Slope => {
    const { value, gradient, curvature } = posterior(candidates, comparisons, point);
    return { value, gradient, step: solve(cholesky(curvature, size) as Float64Array, size, gradient) };
  };
  const best = climb(new Float64Array(size), look);
  const { curvature } = posterior(candidates, comparisons, best);
  const covariance = inverse(cholesky(curvature, size) as Float64Array, size);
  const rows = Array.from({ length: candidates }, (_, row) => [
    ...covariance.subarray(row * size, row * size + candidates),
  ]);
  return { mean: [...best.subarray(0, candidates)], covariance: centered(rows) };
}

/** log-posterior of (scores, λ) with its gradient and curvature; the priors make the curvature positive definite. */
function posterior(candidates: number, comparisons: readonly PromptComparison[], point: Float64Array) {
  const size = candidates + 1;
  const gradient = new Float64Array(size);
  const curvature = new Float64Array(size * size);
  let value = 0;
  for (let index = 0; index < size; index++) {
    const deviation = index < candidates ? priors.score : priors.logTie;
    const at = point[index] as number;
    value -= at ** 2 / (2 * deviation ** 2);
    gradient[index] = -at / deviation ** 2;
    curvature[index * size + index] = 1 / deviation ** 2;
  }
  const add = (target: Float64Array, index: number, amount: number) => {
    target[index] = (target[index] as number) + amount;
  };
  for (const { better, worse, tie = false, weight = 1 } of comparisons) {
    const advantage = (point[better] as number) - (point[worse] as number);
    const slope = outcomeSlope(tie ? 0 : 1, advantage, point[candidates] as number);
    value += weight * slope.value;
    const sides = [
      [better, 1],
      [worse, -1],
    ] as const;
    for (const [row, sign] of sides) {
      add(gradient, row, weight * sign * slope.advantage);
      for (const [column, other] of sides)
        add(curvature, row * size + column, weight * sign * other * slope.curvature.advantage);
      add(curvature, row * size + candidates, weight * sign * slope.curvature.mixed);
      add(curvature, candidates * size + row, weight * sign * slope.curvature.mixed);
    }
    add(gradient, candidates, weight * slope.logTie);
    add(curvature, candidates * size + candidates, weight * slope.curvature.logTie);
  }
  return { value, gradient, curvature };
}
