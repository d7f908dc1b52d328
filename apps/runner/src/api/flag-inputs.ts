import { idSchema } from '@heed/schema';
import { z } from 'zod';

/** What the API takes in about flags. */
const id = z.string().min(1).max(64);
const longText = z.string().max(200_000);

export const newFlag = z.object({
  /** Where the answers were seen. */
  run: id,
  node: idSchema,
  artifact: id.optional(),
  file: z.string().max(300).optional(),
  step: z.int().min(0).optional(),
  prompt: longText,
  answers: z.array(longText).min(1).max(16),
});
export const flagNote = z.object({ id, note: z.string().trim().max(2000) });
export const flagPage = z.object({
  /** Only flags on answers of this run. */
  run: id.optional(),
  limit: z.int().min(1).max(1000).default(500),
});
export const flagSending = z.object({
  ids: z.array(id).min(1).max(1000),
  /** What the new pipeline is called. */
  name: z.string().trim().min(1).max(200),
});

export type NewFlag = z.infer<typeof newFlag>;
export type FlagNote = z.infer<typeof flagNote>;
export type FlagPage = z.input<typeof flagPage>;
export type FlagSending = z.infer<typeof flagSending>;
