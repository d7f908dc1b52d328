import { graphSchema } from '@heed/schema';
import { z } from 'zod';
import { byId } from './inputs.ts';

const { id } = byId.shape;

/** A pipeline that is to be offered as a template. */
export const templateWish = z.object({
  graph: graphSchema,
  /** The saved graph that it comes from: its relative paths stay true. */
  from: id.optional(),
  /** An own template that it takes the place of. */
  id: id.optional(),
});
/** A pipeline that came from elsewhere; it may be wrong in every way. */
export const checkWish = z.object({ graph: z.unknown(), from: id.optional() });

export type TemplateWish = z.infer<typeof templateWish>;
export type CheckWish = z.infer<typeof checkWish>;
