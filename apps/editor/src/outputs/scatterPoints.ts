import type { ReportBlock } from '@heed/schema';

export type ScatterBlock = Extract<ReportBlock, { type: 'scatter' }>;

/** A stretch of numbers with round steps inside it. */
export interface Scale {
  low: number;
  high: number;
  ticks: number[];
}

/** One thing on the plot, by its series and its place in it. */
export interface PointAt {
  series: number;
  index: number;
}

/** About how many steps an axis gets. */
const STEPS = 5;

/** A scale that holds all the numbers, with ticks at multiples of 1, 2 or 5 times a power of ten. */
export function scaleOf(values: readonly number[]): Scale {
  const finite = values.filter(Number.isFinite);
  const least = finite.reduce((a, b) => Math.min(a, b), finite[0] ?? 0);
  const most = finite.reduce((a, b) => Math.max(a, b), finite[0] ?? 1);
  const spread = most - least || Math.abs(most) || 1;
  const power = 10 ** Math.floor(Math.log10(spread / STEPS));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= spread / STEPS) ?? 10) * power;
  const [first, last] = [Math.floor(least / step), Math.ceil(most / step)];
  // a multiple of 0.1 is not always the number that its digits say
  const tick = (count: number) => Number((count * step).toPrecision(12));
  const ticks = Array.from({ length: Math.max(2, last - first + 1) }, (_, index) => tick(first + index));
  return { low: ticks[0] as number, high: ticks.at(-1) as number, ticks };
}

/** Pearson's correlation over all points; undefined where one side does not vary. */
export function correlation(block: ScatterBlock): number | undefined {
  const points = block.series.flatMap(({ x, y }) => x.map((value, index) => [value, y[index] ?? 0] as const));
  const mean = (of: 0 | 1) => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  let [xx, yy, xy] = [0, 0, 0];
  for (const [x, y] of points) {
    xx += (x - meanX) ** 2;
    yy += (y - meanY) ** 2;
    xy += (x - meanX) * (y - meanY);
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : undefined;
}

/** The point that lies nearest, in the units of the picture, or none within `reach`. */
export function nearestPoint(
  { series }: ScatterBlock,
  place: { x: number; y: number },
  at: (x: number, y: number) => { x: number; y: number },
  reach: number,
): PointAt | undefined {
  let best: PointAt | undefined;
  let least = reach ** 2;
  series.forEach(({ x, y }, number) => {
    x.forEach((value, index) => {
      const point = at(value, y[index] ?? 0);
      const distance = (point.x - place.x) ** 2 + (point.y - place.y) ** 2;
      if (distance > least) return;
      least = distance;
      best = { series: number, index };
    });
  });
  return best;
}
