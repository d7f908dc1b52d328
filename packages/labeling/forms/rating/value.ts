import { z } from 'zod';
import { critiqueValue } from '../fields.ts';

/** How good the answer is, on the scale that was chosen, and why. */
export const value = z.strictObject({ rating: z.int().optional(), critique: critiqueValue });
export type RatingValue = z.infer<typeof value>;
