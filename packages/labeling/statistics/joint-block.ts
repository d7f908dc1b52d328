import { climb, type Slope } from './climb.ts';
import { curvatureSlope, outcomeChances, outcomeSlope } from './davidson.ts';
import type { Block, NumberedComparison } from './joint-model.ts';
import { cholesky, inverse, solve } from './linear.ts';

/** A prompt with the global variables held still and its scores integrated out. */
export interface SolvedBlock {
  /** log of the integral over the scores, by Laplace. */
  value: number;
  /** Its gradient in the block's global variables. */
  gradient: Float64Array;
  /** Diagonal of the expected curvature in them. */
  curvature: Float64Array;
  /** Most probable scores. */
  scores: Float64Array;
  /** Their covariance, row-major. */
  covariance: Float64Array;
  /** −∂scores/∂globals: of each global variable how it moves the scores, one after the other. */
  through: Float64Array;
}

/** A comparison at given global variables: η = discrimination · (s_first − s_second) + bias. */
interface Placed extends NumberedComparison {
  discrimination: number;
  bias: number;
}

/** Finds the scores at given global variables, and what the block says of those variables. */
export function solveBlock(block: Block, globals: Float64Array, start: Float64Array): SolvedBlock {
  const count = block.candidates.length;
  const at = (seat: number) => globals[block.globals[seat - count] as number] as number;
  const seats = seatsOf(block);
  const placed = block.comparisons.map((one): Placed => {
    const drift = one.features.reduce((sum, value, index) => sum + value * at(seats.features + index), 0);
    const bias = at(one.own) + at(seats.position) + drift;
    return { ...one, discrimination: Math.exp(at(one.skill)), bias };
  });
  const [logTie, spread] = [at(seats.logTie), Math.exp(at(seats.logSpread))];
  const scores = climb(start, (point) => {
    const { value, gradient, curvature } = scoreSlope(placed, point, { logTie, spread });
    const factor = cholesky(curvature, count);
    if (factor) return { value, gradient, step: solve(factor, count, gradient) };
    return { value: Number.NEGATIVE_INFINITY, gradient, step: gradient };
  });
  const { value, curvature } = scoreSlope(placed, scores, { logTie, spread });
  const factor = cholesky(curvature, count);
  if (!factor) return lost(block, start);
  const covariance = inverse(factor, count);
  let logDeterminant = 0;
  for (let seat = 0; seat < count; seat++)
    logDeterminant += 2 * Math.log(factor[seat * (count + 1)] as number);
  const sides = outwardSlope(block, placed, { scores, covariance, logTie, spread });
  const through = new Float64Array(block.globals.length * count);
  const gradient = new Float64Array(block.globals.length);
  for (let index = 0; index < gradient.length; index++) {
    const moved = solve(factor, count, sides.mixed.subarray(index * count, (index + 1) * count));
    through.set(moved, index * count);
    // d(−½ log|H|): directly, and by way of the scores
    let bend = sides.volume[count + index] as number;
    for (let seat = 0; seat < count; seat++) bend -= (moved[seat] as number) * (sides.volume[seat] as number);
    gradient[index] = (sides.gradient[index] as number) - bend / 2;
  }
  return {
    value: value - count * Math.log(spread) - logDeterminant / 2,
    gradient,
    curvature: sides.curvature,
    scores,
    covariance,
    through,
  };
}

/** Seats of the block's global variables, counted behind its scores. */
function seatsOf({ candidates, globals, comparisons }: Block) {
  const features = candidates.length + globals.length - (comparisons[0]?.features.length ?? 0);
  return { position: features - 3, logTie: features - 2, logSpread: features - 1, features };
}

/** Where numbers overflow nothing is possible. */
function lost({ candidates, globals }: Block, scores: Float64Array): SolvedBlock {
  const count = candidates.length;
  return {
    value: Number.NEGATIVE_INFINITY,
    gradient: new Float64Array(globals.length),
    curvature: new Float64Array(globals.length),
    scores,
    covariance: new Float64Array(count * count),
    through: new Float64Array(globals.length * count),
  };
}

function bump(target: Float64Array, place: number, amount: number): void {
  target[place] = (target[place] as number) + amount;
}

/** log-posterior of the scores alone, which is concave. */
function scoreSlope(
  placed: readonly Placed[],
  scores: Float64Array,
  { logTie, spread }: { logTie: number; spread: number },
): Omit<Slope, 'step'> & { curvature: Float64Array } {
  const count = scores.length;
  const precision = 1 / spread ** 2;
  const gradient = scores.map((score) => -score * precision);
  const curvature = new Float64Array(count * count);
  let value = 0;
  for (let seat = 0; seat < count; seat++) {
    value -= ((scores[seat] as number) ** 2 * precision) / 2;
    curvature[seat * (count + 1)] = precision;
  }
  for (const { first, second, verdict, weight, discrimination, bias } of placed) {
    const advantage = discrimination * ((scores[first] as number) - (scores[second] as number)) + bias;
    const slope = outcomeSlope(verdict, advantage, logTie);
    value += weight * slope.value;
    const push = weight * discrimination * slope.advantage;
    bump(gradient, first, push);
    bump(gradient, second, -push);
    const bend = weight * discrimination ** 2 * slope.curvature.advantage;
    bump(curvature, first * (count + 1), bend);
    bump(curvature, second * (count + 1), bend);
    bump(curvature, first * count + second, -bend);
    bump(curvature, second * count + first, -bend);
  }
  return { value, gradient, curvature };
}

/**
 * With the scores at their most probable values: the gradient in the global variables, the curvature that they share
 * with the scores (`mixed`, of each global variable all scores), the diagonal of their own expected curvature, and
 * `volume` = tr(H⁻¹ ∂H) by every score and every global variable, where H is the curvature of the scores.
 */
function outwardSlope(
  block: Block,
  placed: readonly Placed[],
  at: { scores: Float64Array; covariance: Float64Array; logTie: number; spread: number },
) {
  const { scores, covariance, logTie, spread } = at;
  const count = scores.length;
  const own = block.globals.length;
  const gradient = new Float64Array(own);
  const curvature = new Float64Array(own);
  const mixed = new Float64Array(own * count);
  const volume = new Float64Array(count + own);
  const seats = seatsOf(block);
  for (const { first, second, verdict, weight, skill, own: lean, features, discrimination, bias } of placed) {
    const lead = discrimination * ((scores[first] as number) - (scores[second] as number));
    const slope = outcomeSlope(verdict, lead + bias, logTie);
    const bend = curvatureSlope(outcomeChances(lead + bias, logTie));
    const doubt =
      (covariance[first * (count + 1)] as number) +
      (covariance[second * (count + 1)] as number) -
      2 * (covariance[first * count + second] as number);
    const heavy = weight * doubt * discrimination ** 2;
    bump(volume, first, heavy * bend.advantage * discrimination);
    bump(volume, second, -heavy * bend.advantage * discrimination);
    const along = (seat: number, by: number) => {
      bump(gradient, seat - count, weight * by * slope.advantage);
      bump(curvature, seat - count, weight * by * by * slope.curvature.advantage);
      bump(volume, seat, heavy * bend.advantage * by);
      const shared = weight * discrimination * by * slope.curvature.advantage;
      bump(mixed, (seat - count) * count + first, shared);
      bump(mixed, (seat - count) * count + second, -shared);
    };
    along(skill, lead);
    along(lean, 1);
    along(seats.position, 1);
    for (let index = 0; index < features.length; index++)
      along(seats.features + index, features[index] as number);
    // discrimination multiplies the scores, so that η bends in both
    bump(volume, skill, 2 * heavy * slope.curvature.advantage);
    bump(mixed, (skill - count) * count + first, -weight * discrimination * slope.advantage);
    bump(mixed, (skill - count) * count + second, weight * discrimination * slope.advantage);
    bump(gradient, seats.logTie - count, weight * slope.logTie);
    bump(curvature, seats.logTie - count, weight * slope.curvature.logTie);
    bump(volume, seats.logTie, heavy * bend.logTie);
    const shared = weight * discrimination * slope.curvature.mixed;
    bump(mixed, (seats.logTie - count) * count + first, shared);
    bump(mixed, (seats.logTie - count) * count + second, -shared);
  }
  const place = seats.logSpread - count;
  gradient[place] = -count;
  for (let seat = 0; seat < count; seat++) {
    const score = scores[seat] as number;
    bump(gradient, place, score ** 2 / spread ** 2);
    bump(curvature, place, (2 * score ** 2) / spread ** 2);
    mixed[place * count + seat] = (-2 * score) / spread ** 2;
    bump(volume, seats.logSpread, (-2 * (covariance[seat * (count + 1)] as number)) / spread ** 2);
  }
  return { gradient, curvature, mixed, volume };
}
