import { value } from '@heed/labeling/forms/dialogue/form.ts';
import { MAX_MESSAGE, MOST_TURNS } from '@heed/labeling/forms/dialogue/settings.ts';
import { z } from 'zod';
import { labelerAt } from './labeling-inputs.ts';

/** A conversation by the ticket of its task. */
export const dialogueAt = labelerAt.extend({ taskId: z.string().min(1).max(64) });

const atTurn = dialogueAt.extend({
  turn: z.int().min(1).max(MOST_TURNS),
  idempotencyKey: z.string().min(8).max(64),
});
export const dialogueMessage = atTurn.extend({
  text: z
    .string()
    .max(MAX_MESSAGE)
    .refine((text) => text.trim() !== '' && text.isWellFormed(), { message: 'A message says something.' }),
});
export const dialogueJudgement = atTurn.extend({
  outcome: z.enum(['answered', 'tie', 'both-bad', 'cannot-judge']),
  value: value.pick({ chosen: true, strength: true, critique: true }),
  timeMs: z.int().min(0).max(86_400_000),
});

export type DialogueAt = z.infer<typeof dialogueAt>;
export type DialogueMessage = z.infer<typeof dialogueMessage>;
export type DialogueJudgement = z.infer<typeof dialogueJudgement>;
