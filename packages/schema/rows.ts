import { z } from 'zod';
import { column } from './columns.ts';
import { judgementRow } from './judgements.ts';
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
  /** Sum of token log-probabilities at the sampling temperature; null where the answer was written elsewhere. */
  logProb: column(z.number().nullable(), 'number', 'Log-probability', '对数概率'),
  tokens: column(z.int().nullable(), 'number', 'Tokens', '词元数'),
  /** Ended by itself rather than at the length limit. */
  finished: column(z.boolean(), 'flag', 'Finished', '自然结束'),
});

/** A completion that may be a picture, a sound or a video, and may say which model wrote it. */
export const candidateRow = completionRow.extend({
  /** Path in the artifact; null for text. */
  media: column(z.string().nullable(), 'id', 'File', '文件'),
  mediaType: column(z.string().nullable(), 'category', 'Type of file', '文件类型', { aside: true }),
  width: column(z.int().nullable(), 'number', 'Width', '宽', { aside: true }),
  height: column(z.int().nullable(), 'number', 'Height', '高', { aside: true }),
  seconds: column(z.number().nullable(), 'number', 'Seconds', '时长（秒）', { aside: true }),
  model: column(z.string().nullable(), 'category', 'Model', '模型', { aside: true }),
  /** How good it is known to be: the higher the better, 0 is not right. It checks labelers, who never see it. */
  gold: column(z.number().nullable(), 'number', 'Known quality', '已知质量', { aside: true }),
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
export type CandidateRow = z.infer<typeof candidateRow>;
export type PreferenceRow = z.infer<typeof preferenceRow>;
export type RankingRow = z.infer<typeof rankingRow>;
export type RatingRow = z.infer<typeof ratingRow>;
