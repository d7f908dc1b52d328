import { dialogueAt, dialogueJudgement, dialogueMessage } from './dialogue-inputs.ts';
import { dialogueView } from './dialogue-views.ts';
import { labelers, router, sessionId } from './trpc.ts';

/** Conversations of labelers with a model: what they write, and which reply is better. */
export const dialogues = router({
  view: labelers
    .input(dialogueAt)
    .output(dialogueView)
    .query(({ ctx, input }) => ctx.services.dialogues.view(input, sessionId(ctx.session))),
  say: labelers
    .input(dialogueMessage)
    .output(dialogueView)
    .mutation(({ ctx, input }) => ctx.services.dialogues.say(input, sessionId(ctx.session))),
  judge: labelers
    .input(dialogueJudgement)
    .output(dialogueView)
    .mutation(({ ctx, input }) => ctx.services.dialogues.judge(input, sessionId(ctx.session))),
  retry: labelers
    .input(dialogueAt)
    .output(dialogueView)
    .mutation(({ ctx, input }) => ctx.services.dialogues.retry(input, sessionId(ctx.session))),
});
