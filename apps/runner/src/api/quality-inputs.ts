import { z } from 'zod';

/** A node run that put tasks before people. */
export const batchPlace = z.object({ run: z.string().min(1).max(64), node: z.string().min(1).max(64) });
export type BatchPlace = z.infer<typeof batchPlace>;
