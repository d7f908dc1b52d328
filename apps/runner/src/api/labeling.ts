import { z } from 'zod';
import {
  goldMark,
  labelerAnswer,
  labelerAt,
  labelerChange,
  labelerWork,
  reopenWish,
} from './labeling-inputs.ts';
import { batchView, recentView, reopenedView, undoneView, workView } from './labeling-views.ts';
import { designers, labelers, router, sessionId } from './trpc.ts';

/** Work before people; the run goes on by itself when every task has its answers. */
export const labeling = router({
  batches: designers.output(z.array(batchView)).query(({ ctx }) => ctx.services.labeling.batches()),
  work: labelers
    .input(labelerWork)
    .output(workView)
    .mutation(({ ctx, input }) => ctx.services.labeling.work(input, sessionId(ctx.session))),
  answer: labelers
    .input(labelerAnswer)
    .output(workView)
    .mutation(({ ctx, input }) => ctx.services.labeling.answer(input, sessionId(ctx.session))),
  undo: labelers
    .input(labelerAt)
    .output(undoneView)
    .mutation(({ ctx, input }) => ctx.services.labeling.undo(input, sessionId(ctx.session))),
  recent: labelers
    .input(labelerAt)
    .output(recentView)
    .query(({ ctx, input }) => ctx.services.labeling.recent(input, sessionId(ctx.session))),
  change: labelers
    .input(labelerChange)
    .output(workView)
    .mutation(({ ctx, input }) => ctx.services.labeling.change(input, sessionId(ctx.session))),
  markGold: designers.input(goldMark).mutation(({ ctx, input }) => ctx.services.labeling.markGold(input)),
  reopen: designers
    .input(reopenWish)
    .output(reopenedView)
    .mutation(({ ctx, input }) => ctx.services.labeling.reopen(input)),
});
