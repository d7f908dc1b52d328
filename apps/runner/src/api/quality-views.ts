import { qualityFiguresSchema } from '@heed/labeling/statistics/figures-schema.ts';
import { z } from 'zod';

/** Figures of the judgements that stood at a moment. */
export const qualityView = z.object({
  /** Milliseconds since 1970. */
  at: z.int(),
  /** Rises with the answers; equal numbers, equal figures. */
  revision: z.int(),
  /** False where answers have come in since; figures are made anew every few seconds only. */
  isCurrent: z.boolean(),
  figures: qualityFiguresSchema,
});
export type Quality = z.infer<typeof qualityView>;
