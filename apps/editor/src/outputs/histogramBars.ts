import type { ReportBlock } from '@heed/schema';

export type HistogramBlock = Extract<ReportBlock, { type: 'histogram' }>;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** One bar of a histogram, in the units of the picture. */
export interface Bar extends Box {
  series: number;
  bin: number;
}

/** Share of a bin's width that stays empty between its bars and the next bin's. */
const GAP = 0.15;

/** The bars of all groups, side by side within each bin; empty bins have none. */
export function barsOf(block: HistogramBlock, box: Box): Bar[] {
  const bins = Math.max(1, block.bins.length - 1);
  const binWidth = box.width / bins;
  const width = (binWidth * (1 - GAP)) / Math.max(1, block.series.length);
  const top = axisTicks(block).at(-1) ?? 1;
  return block.series.flatMap(({ values }, series) =>
    values.flatMap((count, bin) => {
      if (count <= 0) return [];
      const height = (count / top) * box.height;
      const x = box.x + bin * binWidth + (binWidth * GAP) / 2 + series * width;
      return [{ series, bin, x, y: box.y + box.height - height, width, height }];
    }),
  );
}

/** Round counts for the axis, from 0 to at least the highest bar: steps of 1, 2 or 5 times a power of ten. */
export function axisTicks(block: HistogramBlock): number[] {
  const highest = block.series.flatMap(({ values }) => values).reduce((a, b) => Math.max(a, b), 1);
  const rough = highest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power);
  return Array.from({ length: Math.ceil(highest / step) + 1 }, (_, index) => index * step);
}

/** The bin edges that get a number: at most seven, evenly spaced. */
export function tickBins(bins: number): number[] {
  const stride = Math.max(1, Math.ceil(bins / 6));
  return Array.from({ length: Math.floor(bins / stride) + 1 }, (_, index) => index * stride);
}

/** The bin with the highest count. */
export function peakBin(counts: readonly number[]): number {
  return counts.reduce((peak, count, bin) => (count > (counts[peak] ?? 0) ? bin : peak), 0);
}
