import { z } from 'zod';
import { column } from './columns.ts';
import type { PortType } from './ports.ts';

/**
 * Rows of the table artifacts, one schema per port type. Tables are flat, so that every tool reads them:
 * the K candidates of a prompt are K rows with the same `promptId`.
 */
export const promptRow = z.object({
  promptId: column(z.string(), 'id', 'Prompt id', '提示 ID'),
  prompt: column(z.string(), 'text', 'Prompt', '提示'),
  language: column(z.string(), 'category', 'Language', '语言', { aside: true }),
});

export const demonstrationRow = promptRow.extend({
  completion: column(z.string(), 'text', 'Answer', '回答'),
});

export const completionRow = promptRow.extend({
  completionId: column(z.string(), 'id', 'Answer id', '回答 ID'),
  completion: column(z.string(), 'text', 'Answer', '回答'),
  /** Sum of token log-probabilities at the sampling temperature. */
  logProb: column(z.number(), 'number', 'Log-probability', '对数概率'),
  tokens: column(z.int(), 'number', 'Tokens', '词元数'),
  /** Ended by itself rather than at the length limit. */
  finished: column(z.boolean(), 'flag', 'Finished', '自然结束'),
});

/** Five answers that keep their meaning apart; `first` and `second` refer to the order shown. */
export const pairwiseAnswers = ['first', 'second', 'tie', 'both-bad', 'cannot-judge', 'skipped'] as const;
export type PairwiseAnswer = (typeof pairwiseAnswers)[number];

/** One immutable judgement with what was shown, in the order shown. */
export const judgementRow = z.object({
  judgementId: column(z.string(), 'id', 'Judgement id', '评判 ID'),
  taskId: column(z.string(), 'id', 'Task id', '任务 ID'),
  promptId: column(z.string(), 'id', 'Prompt id', '提示 ID'),
  prompt: column(z.string(), 'text', 'Prompt', '提示'),
  firstId: column(z.string(), 'id', 'First answer’s id', '第一个回答 ID'),
  firstText: column(z.string(), 'text', 'First answer', '第一个回答'),
  secondId: column(z.string(), 'id', 'Second answer’s id', '第二个回答 ID'),
  secondText: column(z.string(), 'text', 'Second answer', '第二个回答'),
  answer: column(z.enum(pairwiseAnswers), 'category', 'Judgement', '评判'),
  labeler: column(z.string(), 'category', 'Labeler', '标注者'),
  labelerKind: column(z.enum(['person', 'judge']), 'category', 'Person or judge', '人或评判模型'),
  round: column(z.int(), 'number', 'Round', '轮次', { aside: true }),
});

export const preferenceRow = promptRow.extend({
  chosen: column(z.string(), 'text', 'Chosen', '选中'),
  rejected: column(z.string(), 'text', 'Rejected', '落选'),
  /** 1 for a clear choice, 0.5 for a tie that was kept. */
  preferenceStrength: column(z.number(), 'number', 'Strength', '偏好强度'),
});

/** One ranked answer: the K answers that were ranked together are K rows with the same `rankingId`. */
export const rankingRow = promptRow.extend({
  rankingId: column(z.string(), 'id', 'Ranking id', '排序 ID'),
  completion: column(z.string(), 'text', 'Answer', '回答'),
  /** 1 is best; tied answers have the same rank. */
  rank: column(z.int().min(1), 'number', 'Rank', '名次'),
  labeler: column(z.string().nullable(), 'category', 'Labeler', '标注者'),
});

/** An answer with a number that says how good it is; higher is better. */
export const ratingRow = promptRow.extend({
  completion: column(z.string(), 'text', 'Answer', '回答'),
  rating: column(z.number(), 'number', 'Rating', '评分'),
  /** How far the rating may be off, in its own unit; null where that is not known. */
  standardError: column(z.number().min(0).nullable(), 'number', 'Standard error', '标准误'),
});

/** The rows of each type of table. */
export const tableRows: Partial<Record<PortType, z.ZodObject>> = {
  prompts: promptRow,
  demonstrations: demonstrationRow,
  completions: completionRow,
  judgements: judgementRow,
  preferences: preferenceRow,
  rankings: rankingRow,
  ratings: ratingRow,
};

export type PromptRow = z.infer<typeof promptRow>;
export type DemonstrationRow = z.infer<typeof demonstrationRow>;
export type CompletionRow = z.infer<typeof completionRow>;
export type JudgementRow = z.infer<typeof judgementRow>;
export type PreferenceRow = z.infer<typeof preferenceRow>;
export type RankingRow = z.infer<typeof rankingRow>;
export type RatingRow = z.infer<typeof ratingRow>;
