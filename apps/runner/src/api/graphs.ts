import { z } from 'zod';
import { byId, draftGraph, graphChange, newGraph } from './inputs.ts';
import { owners, router } from './trpc.ts';
import { graphSummaryView, problemsView, savedGraphView } from './views.ts';

/** Saved pipelines: every save raises the revision; a stale revision is refused with CONFLICT. */
export const graphs = router({
  list: owners.output(z.array(graphSummaryView)).query(({ ctx }) => ctx.services.graphs.list()),
  get: owners
    .input(byId)
    .output(savedGraphView)
    .query(({ ctx, input }) => ctx.services.graphs.get(input.id)),
  create: owners
    .input(newGraph)
    .output(savedGraphView.omit({ graph: true }))
    .mutation(({ ctx, input }) => ctx.services.graphs.create(input.graph)),
  save: owners
    .input(graphChange)
    .output(savedGraphView.pick({ revision: true }))
    .mutation(({ ctx, input }) => ctx.services.graphs.save(input)),
  remove: owners.input(byId).mutation(({ ctx, input }) => ctx.services.graphs.remove(input.id)),
  validate: owners
    .input(draftGraph)
    .output(problemsView)
    .mutation(({ ctx, input }) => ({ problems: ctx.services.graphs.validate(input.graph) })),
});
