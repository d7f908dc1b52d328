import type { Curve } from '../curves.ts';

/** Several curves over one axis; null where a curve has no point at a step. */
export interface Aligned {
  steps: number[];
  columns: (number | null)[][];
}

/** Puts curves with steps of their own over one axis that has every step of any of them. */
export function alignCurves(curves: readonly Curve[]): Aligned {
  const [only] = curves;
  if (only && curves.length === 1) return { steps: [...only.steps], columns: [[...only.values]] };
  const steps = [...new Set(curves.flatMap((curve) => [...curve.steps]))].toSorted((a, b) => a - b);
  const columns = curves.map((curve) => {
    const values = new Map(curve.steps.map((step, index) => [step, curve.values[index] as number]));
    return steps.map((step) => values.get(step) ?? null);
  });
  return { steps, columns };
}

/** A curve with a closer look at some of its steps put in place of what stood there. */
export function withFiner(curve: Curve, finer: Curve): Curve {
  const [from, to] = [finer.steps[0], finer.steps.at(-1)];
  if (from === undefined || to === undefined) return curve;
  const first = curve.steps.findIndex((step) => step >= from);
  const before = first < 0 ? curve.steps.length : first;
  const after = curve.steps.findLastIndex((step) => step <= to) + 1;
  const join = <Value>(rough: readonly Value[], fine: readonly Value[]) => [
    ...rough.slice(0, before),
    ...fine,
    ...rough.slice(Math.max(before, after)),
  ];
  return { steps: join(curve.steps, finer.steps), values: join(curve.values, finer.values) };
}
