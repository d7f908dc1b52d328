import type { Curve } from './curves.ts';

/** Room for the dot at the end and half the line. */
const MARGIN = 2.5;

/** The SVG path of a curve in a box, and its last point. Values that are no numbers break the line. */
export function sparklinePath(
  { steps, values }: Curve,
  width: number,
  height: number,
): { line: string; end?: { x: number; y: number } } {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return { line: '' };
  const low = finite.reduce((a, b) => Math.min(a, b));
  const high = finite.reduce((a, b) => Math.max(a, b));
  const from = steps[0] ?? 0;
  const span = (steps.at(-1) ?? 0) - from;
  const x = (step: number) => MARGIN + (span > 0 ? (step - from) / span : 1) * (width - 2 * MARGIN);
  const y = (value: number) =>
    MARGIN + (high > low ? (high - value) / (high - low) : 0.5) * (height - 2 * MARGIN);
  let line = '';
  let end: { x: number; y: number } | undefined;
  let broken = true;
  values.forEach((value, index) => {
    if (!Number.isFinite(value)) {
      broken = true;
      return;
    }
    end = { x: x(steps[index] ?? 0), y: y(value) };
    line += `${broken ? 'M' : 'L'}${end.x.toFixed(1)} ${end.y.toFixed(1)}`;
    broken = false;
  });
  return { line, end };
}
