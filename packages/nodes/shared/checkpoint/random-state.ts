import type { RandomState } from '@heed/engine';
import { z } from 'zod';

const word = z.int().min(0).max(0xffffffff);

/** The saved position of a stream of random numbers. */
export const randomStateSchema: z.ZodType<RandomState> = z.object({
  key: z.string(),
  words: z.tuple([word, word, word, word]),
  spareNormal: z.number().nullable(),
});
