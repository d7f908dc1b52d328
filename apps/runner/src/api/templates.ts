import { z } from 'zod';
import { byId } from './inputs.ts';
import { router, viewers } from './trpc.ts';
import { savedGraphView, templateSummaryView } from './views.ts';

/** The pipelines that ship with Heed. */
export const templates = router({
  list: viewers.output(z.array(templateSummaryView)).query(({ ctx }) => ctx.services.templates.list()),
  get: viewers
    .input(byId)
    .output(savedGraphView.pick({ graph: true }))
    .query(({ ctx, input }) => ctx.services.templates.get(input.id)),
});
