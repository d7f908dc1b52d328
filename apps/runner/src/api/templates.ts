import { z } from 'zod';
import { byId } from './inputs.ts';
import { owners, router } from './trpc.ts';
import { savedGraphView, templateSummaryView } from './views.ts';

/** The pipelines that ship with Heed. */
export const templates = router({
  list: owners.output(z.array(templateSummaryView)).query(({ ctx }) => ctx.services.templates.list()),
  get: owners
    .input(byId)
    .output(savedGraphView.pick({ graph: true }))
    .query(({ ctx, input }) => ctx.services.templates.get(input.id)),
});
