import { skipToken, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { trpc } from '../../api/client.ts';
import { type Curves, toCurves } from '../curves.ts';
import { withFiner } from './align.ts';
import type { StepRange } from './zoom.ts';

/** Points of a curve that a chart's width has room for, twice over. */
const BUCKETS = 1500;

/**
 * A node's curves with every point of the steps that are looked at, where what is at hand is thinned. What came
 * since the closer look stays.
 */
export function useFinerCurves(
  { run, node }: { run: string; node: string },
  curves: Curves,
  range: StepRange | undefined,
): { curves: Curves; isLoading: boolean } {
  const [from, to] = range ?? [];
  const finer = useQuery(
    trpc.runs.metrics.queryOptions(range ? { run, node, from, to, buckets: BUCKETS } : skipToken, {
      staleTime: Number.POSITIVE_INFINITY,
    }),
  );
  const { data } = finer;
  const joined = useMemo(() => {
    if (!data) return curves;
    const close = Object.entries(toCurves(data.series)).map(([name, curve]) => {
      const rough = curves[name];
      return [name, rough ? withFiner(rough, curve) : curve] as const;
    });
    return { ...curves, ...Object.fromEntries(close) };
  }, [data, curves]);
  return { curves: joined, isLoading: finer.isLoading };
}
