import { z } from 'zod';
import { labelerAnswer, labelerAt } from './inputs.ts';
import { designers, labelers, router } from './trpc.ts';
import { batchView, nextTaskView, quorumView, undoneView } from './views.ts';

/** Work before people; the run goes on by itself when every task has its answers. */
export const labeling = router({
  batches: designers.output(z.array(batchView)).query(({ ctx }) => ctx.services.labeling.batches()),
  next: labelers
    .input(labelerAt)
    .output(nextTaskView)
    .query(({ ctx, input }) => ctx.services.labeling.next(input)),
  answer: labelers
    .input(labelerAnswer)
    .output(quorumView)
    .mutation(({ ctx, input }) => ctx.services.labeling.answer(input)),
  undo: labelers
    .input(labelerAt)
    .output(undoneView)
    .mutation(({ ctx, input }) => ctx.services.labeling.undo(input)),
});
