import { atOnce, type Steps } from './turns.ts';

/** Iterations after which a search ends where it is. */
const MOST_STEPS = 300;
/**
 * The search ends when a step promises less than this. Of a log-posterior, what a step promises is the square of its
 * length in standard errors: the top is then nearer than a thousandth of one, which no interval shows.
 */
const TOLERANCE = 1e-6;
/** Share of the promised gain that a step must bring (Armijo 1966). */
const ENOUGH = 1e-4;
const MOST_HALVINGS = 40;

interface Point {
  value: number;
  gradient: Float64Array;
}

/** Where a search begins and what it knows. */
interface Beginning {
  start: Float64Array;
  /** First guess of the inverse curvature, row-major, which is changed. */
  inverse: Float64Array;
  /** No step moves a variable farther. */
  farthest?: number;
}

/**
 * The point near which a function is largest, by the method of Broyden, Fletcher, Goldfarb and Shanno (Nocedal and
 * Wright 2006, section 6.1).
 */
export function searchTop(look: (point: Float64Array) => Point, beginning: Beginning): Float64Array {
  return atOnce(searchSteps(look, beginning));
}

/** The same, one iteration after the other. */
export function* searchSteps(
  look: (point: Float64Array) => Point,
  { start, inverse, farthest = Number.POSITIVE_INFINITY }: Beginning,
): Steps<Float64Array> {
  const size = start.length;
  let point = start;
  let here = look(point);
  for (let count = 0; count < MOST_STEPS; count++) {
    const step = times(inverse, here.gradient, size);
    const promised = dot(here.gradient, step);
    if (!(promised > TOLERANCE)) return point;
    let share = Math.min(1, farthest / largest(step));
    let [next, there] = tryStep(point, step, share, look);
    for (
      let half = 0;
      half < MOST_HALVINGS && !(there.value >= here.value + ENOUGH * share * promised);
      half++
    ) {
      share /= 2;
      [next, there] = tryStep(point, step, share, look);
    }
    if (!(there.value > here.value)) return point;
    const moved = step.map((value) => share * value);
    const turned = here.gradient.map((value, index) => value - (there.gradient[index] as number));
    learn(inverse, moved, turned);
    [point, here] = [next, there];
    yield;
  }
  return point;
}

function tryStep(
  point: Float64Array,
  step: Float64Array,
  share: number,
  look: (point: Float64Array) => Point,
): [Float64Array, Point] {
  const next = point.map((value, index) => value + share * (step[index] as number));
  return [next, look(next)];
}

/** H ← (I − ρ·s·yᵀ) H (I − ρ·y·sᵀ) + ρ·s·sᵀ with ρ = 1/yᵀs; left as it is where the curvature is not positive. */
function learn(inverse: Float64Array, moved: Float64Array, turned: Float64Array): void {
  const size = moved.length;
  const along = dot(moved, turned);
  if (!(along > 1e-12)) return;
  const seen = times(inverse, turned, size);
  const scale = (1 + dot(turned, seen) / along) / along;
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const [r, c] = [moved[row] as number, moved[column] as number];
      const place = row * size + column;
      inverse[place] =
        (inverse[place] as number) +
        scale * r * c -
        (r * (seen[column] as number) + c * (seen[row] as number)) / along;
    }
}

function times(matrix: Float64Array, vector: Float64Array, size: number): Float64Array {
  return vector.map((_, row) => {
    let sum = 0;
    for (let column = 0; column < size; column++)
      sum += (matrix[row * size + column] as number) * (vector[column] as number);
    return sum;
  });
}

function largest(step: Float64Array): number {
  return step.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] as number), 0);
}
