import { z } from 'zod';

/** A picture, a sound or a video in an artifact, as its ingest measured it. */
export const mediaSchema = z.object({
  artifact: z.string(),
  /** Path in the artifact. */
  path: z.string(),
  /** MIME type by the file's content, e.g. "image/png". */
  type: z.string(),
  width: z.int().positive().optional(),
  height: z.int().positive().optional(),
  seconds: z.number().positive().optional(),
});
export type Media = z.infer<typeof mediaSchema>;

/** One thing to be judged. Where it came from never leaves the runner. */
export const candidateSchema = z.object({
  id: z.string(),
  text: z.string(),
  media: mediaSchema.optional(),
  /** What wrote it: a model's name, or the id of the artifact that brought it. */
  model: z.string().nullable(),
});

/** Something to judge. The order shown is drawn by the server from (task, labeler). */
export const labelingTaskSchema = z.object({
  taskId: z.string(),
  promptId: z.string(),
  prompt: z.string(),
  language: z.string(),
  candidates: z.array(candidateSchema).max(12),
  /** Artifact of the model that labelers talk with; then there are no candidates before they say something. */
  policy: z.string().optional(),
});
export type LabelingTask = z.infer<typeof labelingTaskSchema>;
