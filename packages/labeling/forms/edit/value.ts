import { z } from 'zod';
import { critiqueValue, editValue } from '../fields.ts';

/** A better version of the answer, or that it needs none, with what is wrong with it. */
export const value = z.strictObject({
  /** Good as it is: nothing to edit. */
  keep: z.literal(true).optional(),
  edit: editValue,
  critique: critiqueValue,
});
export type EditValue = z.infer<typeof value>;
