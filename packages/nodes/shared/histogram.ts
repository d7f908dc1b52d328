import type { Localized, ReportBlock } from '@heed/schema';

const BINS = 20;

interface Sample {
  name: string;
  title: Localized;
  values: readonly number[];
}

/** Counts of several samples over common, equally wide bins. */
export function histogramBlock(title: Localized, samples: readonly Sample[]): ReportBlock {
  const all = samples.flatMap(({ values }) => values);
  const low = all.reduce((least, value) => Math.min(least, value), Infinity);
  const high = all.reduce((most, value) => Math.max(most, value), -Infinity);
  const start = Number.isFinite(low) ? low : 0;
  // values that hardly differ share one bin: the width of a bin must not underflow to 0
  const width = high - low > Number.MIN_VALUE * BINS ? (high - low) / BINS : 1 / BINS;
  const binOf = (value: number) => Math.min(BINS - 1, Math.floor((value - start) / width));
  return {
    type: 'histogram',
    title,
    bins: Array.from({ length: BINS + 1 }, (_, edge) => start + edge * width),
    series: samples.map(({ name, title: label, values }) => {
      const counts = new Array<number>(BINS).fill(0);
      for (const value of values) counts[binOf(value)] = (counts[binOf(value)] ?? 0) + 1;
      return { name, title: label, values: counts };
    }),
  };
}
