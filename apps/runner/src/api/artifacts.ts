import { histogramQuery, lineageQuery, rolloutsQuery, rowsQuery, valuesQuery } from './artifact-inputs.ts';
import {
  histogramView,
  lineageView,
  modelCardView,
  rolloutsView,
  rowsView,
  valuesView,
} from './artifact-views.ts';
import { byId } from './inputs.ts';
import { router, viewers } from './trpc.ts';
import { artifactView, reportView } from './views.ts';

/**
 * Published outputs. Their files are at `GET /artifacts/:id/files/<path>`, all together at `/artifacts/:id/archive`,
 * and tables in other formats at `/artifacts/:id/table?format=`.
 */
export const artifacts = router({
  get: viewers
    .input(byId)
    .output(artifactView)
    .query(({ ctx, input }) => ctx.services.artifacts.get(input.id)),
  rows: viewers
    .input(rowsQuery)
    .output(rowsView)
    .query(({ ctx, input }) => ctx.services.artifacts.rows(input)),
  /** Answers that a training node sampled, also while it is at work. */
  rollouts: viewers
    .input(rolloutsQuery)
    .output(rolloutsView)
    .query(({ ctx, input }) => ctx.services.artifacts.rollouts(input)),
  /** Values of a column with their counts, for a filter menu. */
  values: viewers
    .input(valuesQuery)
    .output(valuesView)
    .query(({ ctx, input }) => ctx.services.artifacts.values(input)),
  histogram: viewers
    .input(histogramQuery)
    .output(histogramView)
    .query(({ ctx, input }) => ctx.services.artifacts.histogram(input)),
  report: viewers
    .input(byId)
    .output(reportView)
    .query(({ ctx, input }) => ctx.services.artifacts.report(input.id)),
  modelCard: viewers
    .input(byId)
    .output(modelCardView)
    .query(({ ctx, input }) => ctx.services.artifacts.modelCard(input.id)),
  lineage: viewers
    .input(lineageQuery)
    .output(lineageView)
    .query(({ ctx, input }) => ctx.services.artifacts.lineage(input)),
});
