import type { ReportBlock } from '@heed/schema';

export type MatrixBlock = Extract<ReportBlock, { type: 'matrix' }>;

/** Cells that stand for fewer things than this are drawn pale: such a share moves by a tenth with every one. */
export const FEW = 10;

/** Where a value lies between the palest and the strongest color, from 0 to 1. */
export function strengthOf(value: number, { low, high }: { low: number; high: number }): number {
  return high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0.5;
}

/** The range of colors: as the report says, else from the least to the greatest value. */
export function rangeOf({ range, values }: MatrixBlock): { low: number; high: number } {
  if (range) return range;
  const all = values.flat().filter((value) => value !== null);
  return {
    low: all.reduce((a, b) => Math.min(a, b), all[0] ?? 0),
    high: all.reduce((a, b) => Math.max(a, b), all[0] ?? 1),
  };
}
