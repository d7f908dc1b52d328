import { z } from 'zod';
import { pairwiseAnswers } from './rows.ts';
import { localizedSchema } from './text.ts';

/** A pair to judge. The order shown is drawn by the server from (task, labeler). */
export const pairwiseTaskSchema = z.object({
  taskId: z.string(),
  promptId: z.string(),
  prompt: z.string(),
  candidates: z.tuple([
    z.object({ id: z.string(), text: z.string() }),
    z.object({ id: z.string(), text: z.string() }),
  ]),
});
export type PairwiseTask = z.infer<typeof pairwiseTaskSchema>;

/** What a node asks people to do; the run waits until the quorum is reached. */
export const labelingRequestSchema = z.object({
  form: z.literal('pairwise'),
  guidelines: z.string(),
  question: localizedSchema,
  /** Answers wanted per task, each from another person. */
  overlap: z.int().min(1),
  tasks: z.array(pairwiseTaskSchema),
});
export type LabelingRequest = z.infer<typeof labelingRequestSchema>;

/** What a labeler's browser receives: opaque, with no word on where a candidate came from. */
export const shownTaskSchema = z.object({
  taskId: z.string(),
  prompt: z.string(),
  first: z.string(),
  second: z.string(),
});
export type ShownTask = z.infer<typeof shownTaskSchema>;

export const answerSchema = z.object({
  taskId: z.string(),
  answer: z.enum(pairwiseAnswers),
  /** Milliseconds from showing to answering. */
  timeMs: z.int().min(0).max(86_400_000),
  /** Same key, same answer: sending twice stores once. */
  idempotencyKey: z.string().min(8).max(64),
});
export type Answer = z.infer<typeof answerSchema>;
