import type { Choice } from './choices.ts';

/** Steps after which the fit is taken as it is; each step raises the likelihood. */
const MAXIMUM_STEPS = 10_000;
/** The fit ends when a step moves no score by more than this. */
const TOLERANCE = 1e-9;

/**
 * Scores s of maximum likelihood, where an answer is chosen with probability e^s / Σ e^s of its rivals: minorization by
 * Hunter (2004, sections 2 and 5), π_i ← w_i / Σ_choices weight / Σ_rivals π. `prior` wins and as many losses of each
 * answer against a ghost of score 0 keep scores finite, as in Turner et al. (2020); without them (0) scores have mean 0,
 * and they must be comparable in both directions.
 */
export function fitScores(
  count: number,
  choices: readonly Choice[],
  prior: number,
  tolerance = TOLERANCE,
): number[] {
  const wins = new Array<number>(count).fill(prior);
  for (const { chosen, weight } of choices) wins[chosen] = (wins[chosen] as number) + weight;
  let worths = new Array<number>(count).fill(1);
  for (let step = 0; step < MAXIMUM_STEPS; step++) {
    const next = improve(worths, wins, choices, prior);
    const change = next.reduce(
      (most, worth, index) => Math.max(most, Math.abs(Math.log(worth / (worths[index] as number)))),
      0,
    );
    worths = next;
    if (change < tolerance) break;
  }
  return worths.map(Math.log);
}

/** One step of Hunter's algorithm. */
function improve(
  worths: readonly number[],
  wins: readonly number[],
  choices: readonly Choice[],
  prior: number,
): number[] {
  const pressure = worths.map((worth) => (2 * prior) / (worth + 1));
  for (const { rivals, weight } of choices) {
    const total = rivals.reduce((sum, rival) => sum + (worths[rival] as number), 0);
    for (const rival of rivals) pressure[rival] = (pressure[rival] as number) + weight / total;
  }
  const next = wins.map((won, index) => won / (pressure[index] as number));
  if (prior > 0) return next;
  const meanLog = next.reduce((sum, worth) => sum + Math.log(worth), 0) / next.length;
  return next.map((worth) => worth / Math.exp(meanLog));
}
