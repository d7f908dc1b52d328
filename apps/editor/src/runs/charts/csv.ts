import type { Curve } from '../curves.ts';
import { alignCurves } from './align.ts';

/** A cell as RFC 4180 wants it: in quotes where it holds a comma, a quote or a line end. */
function cell(content: string): string {
  return /[",\r\n]/.test(content) ? `"${content.replaceAll('"', '""')}"` : content;
}

/** Curves as a table: the step, then one column for each curve; empty where a curve has no point at a step. */
export function curvesCsv(curves: readonly { name: string; curve: Curve }[]): string {
  const { steps, columns } = alignCurves(curves.map(({ curve }) => curve));
  const head = ['step', ...curves.map(({ name }) => name)];
  const rows = steps.map((step, row) => [step, ...columns.map((column) => column[row] ?? '')]);
  return [head, ...rows].map((row) => row.map((one) => cell(String(one))).join(',')).join('\r\n');
}
