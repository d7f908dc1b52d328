import { z } from 'zod';

/**
 * Rows of the table artifacts, one schema per port type. Tables are flat, so that every tool reads them:
 * the K candidates of a prompt are K rows with the same `promptId`.
 */
export const promptRow = z.object({
  promptId: z.string(),
  prompt: z.string(),
  language: z.string(),
});

export const demonstrationRow = promptRow.extend({ completion: z.string() });

export const completionRow = promptRow.extend({
  completionId: z.string(),
  completion: z.string(),
  /** Sum of token log-probabilities at the sampling temperature. */
  logProb: z.number(),
  tokens: z.int(),
  /** Ended by itself rather than at the length limit. */
  finished: z.boolean(),
});

/** Five answers that keep their meaning apart; `first` and `second` refer to the order shown. */
export const pairwiseAnswers = ['first', 'second', 'tie', 'both-bad', 'cannot-judge', 'skipped'] as const;
export type PairwiseAnswer = (typeof pairwiseAnswers)[number];

/** One immutable judgement with what was shown, in the order shown. */
export const judgementRow = z.object({
  judgementId: z.string(),
  taskId: z.string(),
  promptId: z.string(),
  prompt: z.string(),
  firstId: z.string(),
  firstText: z.string(),
  secondId: z.string(),
  secondText: z.string(),
  answer: z.enum(pairwiseAnswers),
  labeler: z.string(),
  labelerKind: z.enum(['person', 'judge']),
  round: z.int(),
});

export const preferenceRow = promptRow.extend({
  chosen: z.string(),
  rejected: z.string(),
  /** 1 for a clear choice, 0.5 for a tie that was kept. */
  preferenceStrength: z.number(),
});

/** One ranked answer: the K answers that were ranked together are K rows with the same `rankingId`. */
export const rankingRow = promptRow.extend({
  rankingId: z.string(),
  completion: z.string(),
  /** 1 is best; tied answers have the same rank. */
  rank: z.int().min(1),
  labeler: z.string().nullable(),
});

/** An answer with a number that says how good it is; higher is better. */
export const ratingRow = promptRow.extend({
  completion: z.string(),
  rating: z.number(),
  /** How far the rating may be off, in its own unit; null where that is not known. */
  standardError: z.number().min(0).nullable(),
});

export type PromptRow = z.infer<typeof promptRow>;
export type DemonstrationRow = z.infer<typeof demonstrationRow>;
export type CompletionRow = z.infer<typeof completionRow>;
export type JudgementRow = z.infer<typeof judgementRow>;
export type PreferenceRow = z.infer<typeof preferenceRow>;
export type RankingRow = z.infer<typeof rankingRow>;
export type RatingRow = z.infer<typeof ratingRow>;
