import { z } from 'zod';
import { byId, draftGraph, graphChange, graphSave, newGraph, nodeOfGraph, pinWish } from './inputs.ts';
import { authorOf, designers, router, viewers } from './trpc.ts';
import { graphSummaryView, pinView, problemsView, removedGraphView, savedGraphView } from './views.ts';

/** Saved pipelines: every save raises the revision; a stale revision is refused with CONFLICT. */
export const graphs = router({
  list: viewers.output(z.array(graphSummaryView)).query(({ ctx }) => ctx.services.graphs.list()),
  get: viewers
    .input(byId)
    .output(savedGraphView)
    .query(({ ctx, input }) => ctx.services.graphs.get(input.id)),
  create: designers
    .input(newGraph)
    .output(savedGraphView.omit({ graph: true }))
    .mutation(({ ctx, input }) => ctx.services.graphs.create(input.graph, authorOf(ctx.session))),
  save: designers
    .input(graphSave)
    .output(savedGraphView.pick({ revision: true }))
    .mutation(({ ctx, input }) => ctx.services.graphs.save(input, authorOf(ctx.session))),
  /** Saves as well, by what differs from the revision alone. */
  change: designers
    .input(graphChange)
    .output(savedGraphView.pick({ revision: true }))
    .mutation(({ ctx, input }) => ctx.services.graphs.change(input, authorOf(ctx.session))),
  remove: designers.input(byId).mutation(({ ctx, input }) => ctx.services.graphs.remove(input.id)),
  /** Those that were deleted and can be brought back. */
  removed: designers.output(z.array(removedGraphView)).query(({ ctx }) => ctx.services.graphs.removed()),
  restore: designers.input(byId).mutation(({ ctx, input }) => ctx.services.graphs.restore(input.id)),
  validate: viewers
    .input(draftGraph)
    .output(problemsView)
    .mutation(({ ctx, input }) => ({ problems: ctx.services.graphs.validate(input.graph) })),
  /** Pinned nodes are not run; what reads them gets the pinned outputs. */
  pins: viewers
    .input(byId)
    .output(z.array(pinView))
    .query(({ ctx, input }) => ctx.services.graphs.pins(input.id)),
  pin: designers
    .input(pinWish)
    .mutation(({ ctx, input }) => ctx.services.graphs.pin(input, authorOf(ctx.session))),
  unpin: designers
    .input(nodeOfGraph)
    .mutation(({ ctx, input }) => ctx.services.graphs.unpin(input.graph, input.node)),
});
