import { api } from '../../api/client.ts';
import type { Curve } from '../curves.ts';
import { withFiner } from './align.ts';

interface Source {
  run: string;
  node: string;
  name: string;
}

/** The most that the runner gives of one curve at a time. */
const BUCKETS = 5000;

/** Every point of a curve, also of one that is too long to be given at once. */
export async function readWholeCurve(
  source: Source,
  range: { from?: number; to?: number } = {},
): Promise<Curve> {
  const { run, node, name } = source;
  const { series } = await api.runs.metrics.query({ run, node, names: [name], buckets: BUCKETS, ...range });
  const { steps = [], values = [], of } = series[0] ?? {};
  const [first, last] = [steps[0], steps.at(-1)];
  if (of === undefined || first === undefined || last === undefined || last - first < 2)
    return { steps, values };
  const middle = Math.floor((first + last) / 2);
  const head = await readWholeCurve(source, { from: first, to: middle });
  return withFiner(head, await readWholeCurve(source, { from: middle + 1, to: last }));
}
