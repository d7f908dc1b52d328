import { z } from 'zod';
import { exportWish, importWish, labelsPlace } from './labels-inputs.ts';
import { exportView, importView, labelSetView, statsView } from './labels-views.ts';
import { designers, router, viewers } from './trpc.ts';

/** Judgements as data: what there is, what leaves, and what comes in from files. */
export const labels = router({
  list: viewers.output(z.array(labelSetView)).query(({ ctx }) => ctx.services.labels.list()),
  /** What an export would hold and lose; `GET /labels/export` gives it. */
  describe: viewers
    .input(exportWish)
    .output(exportView)
    .query(({ ctx, input }) => ctx.services.labels.describe(input)),
  stats: viewers
    .input(labelsPlace)
    .output(statsView)
    .query(({ ctx, input }) => ctx.services.labels.stats(input)),
  import: designers
    .input(importWish)
    .output(importView)
    .mutation(({ ctx, input }) => ctx.services.labels.import(input)),
});
