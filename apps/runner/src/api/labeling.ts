import { z } from 'zod';
import { noAdjudicator } from '../labeling/refusals.ts';
import { nodeOfRun } from './inputs.ts';
import {
  goldMark,
  labelerAnswer,
  labelerAt,
  labelerChange,
  labelerDecision,
  labelerWork,
  reopenWish,
} from './labeling-inputs.ts';
import {
  batchView,
  disputeView,
  recentView,
  reopenedView,
  roundsView,
  undoneView,
  waivedView,
  workView,
} from './labeling-views.ts';
import { type Context, designers, labelers, router, sessionId, viewers } from './trpc.ts';

/** What labelers do at the same time goes to the disk together. */
function together<Result>(
  { services }: Context,
  work: (labeling: Context['services']['labeling']) => Result,
) {
  return services.labeling.together(() => work(services.labeling));
}

/** Labelers whose link says so, and those who may do everything that labelers may. */
const adjudicators = labelers.use(({ ctx: { session }, next }) => {
  if (session.role === 'labeler' && !session.adjudicates) throw noAdjudicator();
  return next();
});

/** Work before people; the run goes on by itself when every task has its answers. */
export const labeling = router({
  batches: designers.output(z.array(batchView)).query(({ ctx }) => ctx.services.labeling.batches()),
  work: labelers
    .input(labelerWork)
    .output(workView)
    .mutation(({ ctx, input }) => together(ctx, ({ work }) => work(input, sessionId(ctx.session)))),
  answer: labelers
    .input(labelerAnswer)
    .output(workView)
    .mutation(({ ctx, input }) => together(ctx, ({ answer }) => answer(input, sessionId(ctx.session)))),
  undo: labelers
    .input(labelerAt)
    .output(undoneView)
    .mutation(({ ctx, input }) => together(ctx, ({ undo }) => undo(input, sessionId(ctx.session)))),
  recent: labelers
    .input(labelerAt)
    .output(recentView)
    .query(({ ctx, input }) => ctx.services.labeling.recent(input, sessionId(ctx.session))),
  change: labelers
    .input(labelerChange)
    .output(workView)
    .mutation(({ ctx, input }) => together(ctx, ({ change }) => change(input, sessionId(ctx.session)))),
  dispute: adjudicators
    .input(labelerAt)
    .output(disputeView)
    .mutation(({ ctx, input }) => together(ctx, ({ dispute }) => dispute(input, sessionId(ctx.session)))),
  decide: adjudicators
    .input(labelerDecision)
    .output(disputeView)
    .mutation(({ ctx, input }) => together(ctx, ({ decide }) => decide(input, sessionId(ctx.session)))),
  undecide: adjudicators
    .input(labelerAt)
    .output(disputeView)
    .mutation(({ ctx, input }) => together(ctx, ({ undecide }) => undecide(input, sessionId(ctx.session)))),
  waive: designers
    .input(nodeOfRun)
    .output(waivedView)
    .mutation(({ ctx, input }) => ctx.services.labeling.waive(input)),
  rounds: viewers
    .input(nodeOfRun)
    .output(roundsView)
    .query(({ ctx, input }) => ctx.services.labeling.rounds(input)),
  markGold: designers.input(goldMark).mutation(({ ctx, input }) => ctx.services.labeling.markGold(input)),
  reopen: designers
    .input(reopenWish)
    .output(reopenedView)
    .mutation(({ ctx, input }) => ctx.services.labeling.reopen(input)),
});
