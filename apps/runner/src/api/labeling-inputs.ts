import { answerSchema, MAX_OVERLAP, outcomes } from '@heed/schema';
import { z } from 'zod';
import { nodeOfRun } from './inputs.ts';

/** Tasks that a page may hold in advance. */
const MOST_AHEAD = 5;

export const labelerAt = nodeOfRun.extend({
  /** How the labeler wants to be called; who they are follows from the session. */
  labeler: z.string().trim().min(1).max(100),
});
const ahead = z.int().min(0).max(MOST_AHEAD).optional();
export const labelerWork = labelerAt.extend({
  ahead,
  /** Has the labeler done something lately? Only then are tasks kept for them. */
  active: z.boolean().optional(),
});
export const labelerAnswer = labelerAt.extend({ ahead, answer: answerSchema });
export const labelerChange = labelerAnswer.extend({ judgementId: z.string().min(1).max(64) });
export const labelerDecision = labelerAt.extend({ answer: answerSchema });
export const reopenWish = nodeOfRun.extend({
  /** Answers wanted of each task. */
  overlap: z.int().min(1).max(MAX_OVERLAP),
  /** Tasks wanted, where the node asks for a part of them. */
  budget: z.int().min(1).max(1_000_000).optional(),
});
/** The right answer to a task as judgements give it, candidates by id; none makes it an ordinary task again. */
export const goldMark = nodeOfRun.extend({
  taskId: z.string().min(1).max(200),
  answer: z.object({ outcome: z.enum(outcomes), value: z.record(z.string(), z.unknown()) }).optional(),
});

export type GoldMark = z.infer<typeof goldMark>;
export type LabelerAt = z.infer<typeof labelerAt>;
export type LabelerWork = z.infer<typeof labelerWork>;
export type LabelerAnswer = z.infer<typeof labelerAnswer>;
export type LabelerDecision = z.infer<typeof labelerDecision>;
export type ReopenWish = z.infer<typeof reopenWish>;
export type LabelerChange = z.infer<typeof labelerChange>;
