import { qualityFiguresSchema } from '@heed/labeling/statistics/figures-schema.ts';
import { localizedSchema } from '@heed/schema';
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
const measured = z.object({
  node: z.string(),
  title: localizedSchema,
  /** The report that says it. */
  artifact: z.string(),
  value: z.number(),
  /** 95 % interval, where the report gives one. */
  low: z.number().optional(),
  high: z.number().optional(),
});

/** What was learned from a set's labels, run by run. */
export const worthView = z.object({
  /** The newest first; runs that learned the same from the same labels stand once. */
  runs: z.array(
    z.object({
      run: z.string(),
      at: z.int(),
      round: z.int(),
      /** Answers that were learned from. */
      answers: z.int(),
      /** Held-out accuracy of what learned from them. */
      models: z.array(measured),
      /** What as many labels again are expected to bring, in accuracy. */
      gains: z.array(measured),
    }),
  ),
});
export type Worth = z.infer<typeof worthView>;
export type Quality = z.infer<typeof qualityView>;
