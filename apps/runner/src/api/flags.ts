import { z } from 'zod';
import { flagNote, flagPage, flagSending, newFlag } from './flag-inputs.ts';
import { flagView, sentView } from './flag-views.ts';
import { byId } from './inputs.ts';
import { authorOf, designers, router, viewers } from './trpc.ts';

/** Answers that people marked, and the way from them to labelers. */
export const flags = router({
  /** Newest first. */
  list: viewers
    .input(flagPage)
    .output(z.array(flagView))
    .query(({ ctx, input }) => ctx.services.flags.list(input)),
  /** Marks answers to a prompt; marking the same again changes nothing. */
  add: designers
    .input(newFlag)
    .output(byId)
    .mutation(({ ctx, input }) => ctx.services.flags.add(input, authorOf(ctx.session))),
  note: designers.input(flagNote).mutation(({ ctx, input }) => ctx.services.flags.note(input)),
  remove: designers.input(byId).mutation(({ ctx, input }) => ctx.services.flags.remove(input.id)),
  /** Makes a pipeline that puts the answers to the flagged prompts before labelers. */
  send: designers
    .input(flagSending)
    .output(sentView)
    .mutation(({ ctx, input }) => ctx.services.flags.send(input, authorOf(ctx.session))),
});
