/** A concave-enough function at a point: its value, and the Newton step that leads uphill. */
export interface Slope {
  value: number;
  gradient: Float64Array;
  /** H⁻¹ · gradient, where H is a positive definite stand-in for the negative Hessian. */
  step: Float64Array;
}

/** Steps after which a climb ends where it is; Newton's method needs about ten. */
const MOST_STEPS = 100;
/** The climb ends when another step would raise the value by less than half of this. */
const TOLERANCE = 1e-10;
/** Or by less than sums as large as the value are rounded. */
const ROUNDING = 1e-14;
/** Share of the promised gain that a step must bring (Armijo 1966). */
const ENOUGH = 1e-4;
/** Halvings of a step before it is taken for none. */
const MOST_HALVINGS = 40;

/** Newton's method with step halving: the point near which `look` is largest. */
export function climb(start: Float64Array, look: (point: Float64Array) => Slope): Float64Array {
  let point = start;
  let here = look(point);
  for (let count = 0; count < MOST_STEPS; count++) {
    const { value, gradient, step } = here;
    const promised = gradient.reduce((sum, slope, index) => sum + slope * (step[index] as number), 0);
    if (!(promised > TOLERANCE + ROUNDING * Math.abs(value))) return point;
    let share = 1;
    let next = forward(point, step, share);
    let there = look(next);
    for (let half = 0; half < MOST_HALVINGS && !(there.value >= value + ENOUGH * share * promised); half++) {
      share /= 2;
      next = forward(point, step, share);
      there = look(next);
    }
    if (!(there.value > value)) return point;
    [point, here] = [next, there];
  }
  return point;
}

function forward(point: Float64Array, step: Float64Array, share: number): Float64Array {
  return point.map((value, index) => value + share * (step[index] as number));
}
