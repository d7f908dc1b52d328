import { qualityFiguresSchema } from '@heed/labeling/statistics/figures-schema.ts';
import { z } from 'zod';

/** Figures of the judgements that stood at a moment. */
export const qualityView = z.object({
  /** Milliseconds since 1970. */
  at: z.int(),
  /** Rises with the answers; equal numbers, equal figures. */
  revision: z.int(),
  figures: qualityFiguresSchema,
});
export type Quality = z.infer<typeof qualityView>;
