import { skipToken, useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import type { Curve } from '../curves.ts';
import { seriesColor } from '../seriesColors.ts';

/** A run whose curves lie over those of the run that is shown. */
export interface OtherRun {
  run: string;
  label: string;
  color: string;
}

/** Runs that can be told apart on one chart, besides the one shown. */
export const MOST_OTHERS = 5;

/** Other runs with the color that each has on every chart; the run shown has the first. */
export function otherRuns(runs: readonly { id: string; label: string }[]): OtherRun[] {
  return runs
    .slice(0, MOST_OTHERS)
    .map(({ id, label }, index) => ({ run: id, label, color: seriesColor(index + 1) }));
}

/** Curves of the same node in other runs, by run and metric; those that a run does not have are empty. */
export function useOtherCurves(
  node: string,
  names: readonly string[],
  others: readonly OtherRun[],
): (run: string, name: string) => Curve | undefined {
  const wanted = others.flatMap(({ run }) => names.map((name) => ({ run, node, name })));
  const { data } = useQuery(
    trpc.runs.curves.queryOptions(wanted.length > 0 ? { curves: wanted } : skipToken, {
      placeholderData: (before) => before,
    }),
  );
  return (run, name) => {
    const found = data?.curves.find((one) => one.run === run && one.name === name && one.node === node);
    return found && found.steps.length > 0 ? found : undefined;
  };
}
