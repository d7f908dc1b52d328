import { describe, expect, it } from 'vitest';
import { axisTicks, barsOf, edgeTicks, type HistogramBlock, peakBin } from './histogramBars.ts';

const title = { en: 'y', zh: 'y' };
const block = (...series: number[][]): HistogramBlock => ({
  type: 'histogram',
  title,
  bins: [0, 1, 2],
  series: series.map((values, index) => ({ name: `s${index}`, title, values })),
});

describe('histogram', () => {
  it('sets groups side by side and scales to the highest tick', () => {
    const bars = barsOf(block([4, 0], [2, 1]), { x: 0, y: 0, width: 200, height: 100 });
    expect(bars.map(({ series, bin, height }) => [series, bin, height])).toEqual([
      [0, 0, 100],
      [1, 0, 50],
      [1, 1, 25],
    ]);
    const [first, second] = bars;
    expect((first?.x ?? 0) + (first?.width ?? 0)).toBeCloseTo(second?.x ?? 0, 10);
    expect(bars.every(({ x, width }) => x >= 0 && x + width <= 200)).toBe(true);
  });

  it('numbers the axis in round steps', () => {
    expect(axisTicks(block([7, 3]))).toEqual([0, 2, 4, 6, 8]);
    expect(axisTicks(block([130]))).toEqual([0, 50, 100, 150]);
    expect(axisTicks(block([1]))).toEqual([0, 1]);
    expect(axisTicks(block([]))).toEqual([0, 1]);
  });

  it('puts round numbers where they belong on even bins, and edges below others', () => {
    const even = Array.from({ length: 21 }, (_, index) => -0.75 + index * 0.0875);
    const ticks = edgeTicks(even);
    expect(ticks.map(({ value }) => value)).toEqual([-0.5, 0, 0.5, 1]);
    expect(ticks[1]?.at).toBeCloseTo(0.75 / 0.0875, 9);
    expect(edgeTicks([0, 1, 10])).toEqual([
      { value: 0, at: 0 },
      { value: 1, at: 1 },
      { value: 10, at: 2 },
    ]);
    expect(edgeTicks([1, 1])).toHaveLength(2);
  });

  it('finds the peak', () => {
    expect(peakBin([1, 5, 2])).toBe(1);
  });
});
