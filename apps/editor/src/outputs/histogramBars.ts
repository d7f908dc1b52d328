import type { ReportBlock } from '@heed/schema';
import { scaleOf } from './scatterPoints.ts';

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

/** A number on the axis of the bins, at a place counted in bins from the first edge. */
export interface EdgeTick {
  value: number;
  at: number;
}

/** Numbers for the axis of the bins: round ones where all bins are equally wide, else edges, at most seven. */
export function edgeTicks(bins: readonly number[]): EdgeTick[] {
  const count = bins.length - 1;
  const [low = 0, high = 0] = [bins[0], bins.at(-1)];
  const width = (high - low) / Math.max(1, count);
  const isEven = bins.every((edge, index) => Math.abs(edge - low - index * width) <= width / 1000);
  if (isEven && width > 0) {
    const round = scaleOf([low, high]).ticks.filter((value) => value >= low && value <= high);
    return round.map((value) => ({ value, at: (value - low) / width }));
  }
  const stride = Math.max(1, Math.ceil(count / 6));
  const chosen = Array.from({ length: Math.floor(count / stride) + 1 }, (_, index) => index * stride);
  return chosen.map((at) => ({ value: bins[at] ?? 0, at }));
}

/** The bin with the highest count. */
export function peakBin(counts: readonly number[]): number {
  return counts.reduce((peak, count, bin) => (count > (counts[peak] ?? 0) ? bin : peak), 0);
}
