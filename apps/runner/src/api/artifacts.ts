import { byId, rowsQuery } from './inputs.ts';
import { owners, router } from './trpc.ts';
import { artifactView, reportView, rowsView } from './views.ts';

/** Published outputs. Their files are at `GET /artifacts/:id/files/<path>`. */
export const artifacts = router({
  get: owners
    .input(byId)
    .output(artifactView)
    .query(({ ctx, input }) => ctx.services.artifacts.get(input.id)),
  rows: owners
    .input(rowsQuery)
    .output(rowsView)
    .query(({ ctx, input }) => ctx.services.artifacts.rows(input)),
  report: owners
    .input(byId)
    .output(reportView)
    .query(({ ctx, input }) => ctx.services.artifacts.report(input.id)),
});
