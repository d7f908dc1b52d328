import { z } from 'zod';
import { byId } from './inputs.ts';
import { checkWish, templateQuery, templateWish } from './template-inputs.ts';
import { checkView, templateFileView, templateSummaryView } from './template-views.ts';
import { designers, router, viewers } from './trpc.ts';
import { savedGraphView } from './views.ts';

/** The pipelines that ship with Heed, and those that people here saved for others. */
export const templates = router({
  list: viewers.output(z.array(templateSummaryView)).query(({ ctx }) => ctx.services.templates.list()),
  get: viewers
    .input(templateQuery)
    .output(savedGraphView.pick({ graph: true }))
    .query(({ ctx, input }) => ctx.services.templates.get(input)),
  /** As it is kept, with its texts in both languages. */
  file: viewers
    .input(byId)
    .output(templateFileView)
    .query(({ ctx, input }) => ctx.services.templates.file(input.id)),
  save: designers
    .input(templateWish)
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => ctx.services.templates.save(input)),
  remove: designers.input(byId).mutation(({ ctx, input }) => ctx.services.templates.remove(input.id)),
  /** Says what a pipeline from elsewhere lacks here: kinds, files, memory. */
  check: designers
    .meta({ role: 'designer', asks: true })
    .input(checkWish)
    .output(checkView)
    .mutation(({ ctx, input }) => ctx.services.templates.check(input)),
});
