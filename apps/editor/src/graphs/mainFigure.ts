import type { Catalogue, MetricSpec } from '@heed/schema';
import type { GraphSummary } from './view.ts';

type Results = NonNullable<GraphSummary['lastRun']>['results'];

/** The number that says most about a run. */
export interface MainFigure {
  metric: MetricSpec;
  value: number;
}

/** The first metric of which more or less is better: of the last node that evaluates, else of the last beyond data. */
export function mainFigure(results: Results, catalogue: Catalogue): MainFigure | undefined {
  const evaluates = ({ kind }: Results[number]) => catalogue.get(kind)?.category === 'evaluation';
  const others = results.filter(({ kind }) => catalogue.get(kind)?.category !== 'data').reverse();
  const figures = [...others.filter(evaluates), ...others].flatMap(({ kind, results: values }) => {
    const known = Object.entries(catalogue.get(kind)?.metrics ?? {}).flatMap(([name, metric]) => {
      const value = values[name];
      return value === undefined || !Number.isFinite(value) ? [] : [{ metric, value }];
    });
    return known.find(({ metric }) => metric.better) ?? known[0] ?? [];
  });
  return figures.find(({ metric }) => metric.better) ?? figures[0];
}
