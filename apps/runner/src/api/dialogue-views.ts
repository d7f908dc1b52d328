import { conversationMessageSchema, localizedSchema, outcomes } from '@heed/schema';
import { z } from 'zod';

const replies = z.array(z.object({ slot: z.string(), text: z.string() }));

/** A conversation with a model as its labeler sees it. */
export const dialogueView = z.object({
  /** What stood before the first turn. */
  start: z.array(conversationMessageSchema),
  turns: z.array(
    z.object({
      message: z.string(),
      /** In the order shown; empty until they are there. */
      replies,
      judged: z
        .object({
          outcome: z.enum(outcomes),
          /** The reply that the conversation went on with; absent where the turn was left out of it. */
          kept: z.string().optional(),
        })
        .optional(),
    }),
  ),
  /** Number of the turn that is under way or comes next, from 1. */
  turn: z.int(),
  mostTurns: z.int(),
  /** Turns that were judged. */
  judged: z.int(),
  now: z.discriminatedUnion('state', [
    z.object({ state: z.literal('message') }),
    /** Messages of others come first; or other work of the machine does. */
    z.object({ state: z.literal('waiting'), ahead: z.int(), isHeldUp: z.boolean() }),
    z.object({ state: z.literal('starting'), elapsedMs: z.number() }),
    z.object({ state: z.literal('generating'), elapsedMs: z.number(), expectedMs: z.number().nullable() }),
    z.object({ state: z.literal('choice') }),
    z.object({ state: z.literal('failed'), reason: localizedSchema }),
    z.object({ state: z.literal('over') }),
  ]),
});
export type DialogueView = z.infer<typeof dialogueView>;
