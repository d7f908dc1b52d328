import { histogramQuery, lineageQuery, rowsQuery, valuesQuery } from './artifact-inputs.ts';
import { histogramView, lineageView, modelCardView, rowsView, valuesView } from './artifact-views.ts';
import { byId } from './inputs.ts';
import { owners, router } from './trpc.ts';
import { artifactView, reportView } from './views.ts';

/**
 * Published outputs. Their files are at `GET /artifacts/:id/files/<path>`, all together at `/artifacts/:id/archive`,
 * and tables in other formats at `/artifacts/:id/table?format=`.
 */
export const artifacts = router({
  get: owners
    .input(byId)
    .output(artifactView)
    .query(({ ctx, input }) => ctx.services.artifacts.get(input.id)),
  rows: owners
    .input(rowsQuery)
    .output(rowsView)
    .query(({ ctx, input }) => ctx.services.artifacts.rows(input)),
  /** Values of a column with their counts, for a filter menu. */
  values: owners
    .input(valuesQuery)
    .output(valuesView)
    .query(({ ctx, input }) => ctx.services.artifacts.values(input)),
  histogram: owners
    .input(histogramQuery)
    .output(histogramView)
    .query(({ ctx, input }) => ctx.services.artifacts.histogram(input)),
  report: owners
    .input(byId)
    .output(reportView)
    .query(({ ctx, input }) => ctx.services.artifacts.report(input.id)),
  modelCard: owners
    .input(byId)
    .output(modelCardView)
    .query(({ ctx, input }) => ctx.services.artifacts.modelCard(input.id)),
  lineage: owners
    .input(lineageQuery)
    .output(lineageView)
    .query(({ ctx, input }) => ctx.services.artifacts.lineage(input)),
});
