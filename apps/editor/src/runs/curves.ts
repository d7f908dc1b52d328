/** One metric of one node over its steps; both arrays have the same length, steps ascend. */
export interface Curve {
  steps: readonly number[];
  values: readonly number[];
}

/** Curves of one node by metric name, in the order in which they first appeared. */
export type Curves = Readonly<Record<string, Curve>>;

/** A curve that grew beyond this is thinned to about half, so that a page open for days stays light. */
export const MAX_POINTS = 4000;

const emptyCurve: Curve = { steps: [], values: [] };

/**
 * Appends points. A step that is not after the last one means that the node went back (a retry, or a
 * replayed event), so what stood from that step on is replaced.
 */
export function appendPoints(
  curves: Curves,
  points: readonly { step: number; values: Readonly<Record<string, number>> }[],
): Curves {
  const grown: Record<string, { steps: number[]; values: number[] }> = {};
  for (const { step, values } of points)
    for (const [name, value] of Object.entries(values)) {
      const curve = grown[name] ?? copy(curves[name] ?? emptyCurve);
      grown[name] = curve;
      rewind(curve, step);
      curve.steps.push(step);
      curve.values.push(value);
    }
  const thinned = Object.entries(grown).map(([name, curve]) => [name, thin(curve)]);
  return { ...curves, ...Object.fromEntries(thinned) };
}

/** Puts curves read from the runner under those seen live since. */
export function mergeCurves(loaded: Curves, live: Curves): Curves {
  const merged: Record<string, Curve> = { ...loaded };
  for (const [name, tail] of Object.entries(live)) {
    const head = copy(loaded[name] ?? emptyCurve);
    if (tail.steps[0] !== undefined) rewind(head, tail.steps[0]);
    merged[name] = { steps: [...head.steps, ...tail.steps], values: [...head.values, ...tail.values] };
  }
  return merged;
}

/** Turns the runner's list of series into curves by name. */
export function toCurves(
  series: readonly { name: string; steps: readonly number[]; values: readonly number[] }[],
): Curves {
  return Object.fromEntries(series.map(({ name, steps, values }) => [name, { steps, values }]));
}

/** Exponential moving average with the bias of its start removed; `weight` from 0 (none) to below 1. */
export function smooth(values: readonly number[], weight: number): number[] {
  if (weight <= 0) return [...values];
  let average = 0;
  let count = 0;
  return values.map((value) => {
    if (!Number.isFinite(value)) return value;
    average = weight * average + (1 - weight) * value;
    count++;
    return average / (1 - weight ** count);
  });
}

function copy(curve: Curve): { steps: number[]; values: number[] } {
  return { steps: [...curve.steps], values: [...curve.values] };
}

function rewind(curve: { steps: number[]; values: number[] }, step: number): void {
  while (curve.steps.length && (curve.steps.at(-1) as number) >= step) {
    curve.steps.pop();
    curve.values.pop();
  }
}

/** Of every four points the lowest and the highest stay, so that no spike is lost; first and last always. */
function thin(curve: Curve): Curve {
  const { steps, values } = curve;
  if (steps.length <= MAX_POINTS) return curve;
  const kept = new Set([0, steps.length - 1]);
  for (let first = 0; first < steps.length; first += 4) {
    let [low, high] = [first, first];
    for (let index = first; index < Math.min(first + 4, steps.length); index++) {
      if ((values[index] as number) < (values[low] as number)) low = index;
      if ((values[index] as number) > (values[high] as number)) high = index;
    }
    kept.add(low).add(high);
  }
  const isKept = (_: number, index: number) => kept.has(index);
  return { steps: steps.filter(isKept), values: values.filter(isKept) };
}
