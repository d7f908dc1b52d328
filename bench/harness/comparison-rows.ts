import { type Row, row } from './case.ts';
import type { Comparison } from './compare.ts';

/** Lines below a comparison: peak memory of both processes, and how far their numbers on the same first batch differ. */
export function comparisonRows(
  name: string,
  size: string,
  { ourMemory, theirMemory, difference }: Comparison,
): Row[] {
  const megabytes = (bytes: number | undefined) => (bytes === undefined ? undefined : bytes / 2 ** 20);
  const memory = row(`${name}: peak memory`, size, 'MiB', [megabytes(ourMemory), megabytes(theirMemory)]);
  if (difference === undefined) return [memory];
  return [memory, { ...row(`${name}: difference`, size, 'relative', [difference, undefined]) }];
}
