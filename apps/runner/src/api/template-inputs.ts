import { graphSchema } from '@heed/schema';
import { z } from 'zod';
import { byId } from './inputs.ts';

const { id } = byId.shape;

/** A pipeline that is to be offered as a template. */
export const templateWish = z.object({
  graph: graphSchema,
  /** Its name in both languages, where that of the graph is in one. */
  name: z.object({ en: graphSchema.shape.name, zh: graphSchema.shape.name }).optional(),
  /** The saved graph that it comes from: its relative paths stay true. */
  from: id.optional(),
  /** An own template that it takes the place of. */
  id: id.optional(),
});
/** A template as a pipeline in one language. */
export const templateQuery = byId.extend({ language: z.enum(['en', 'zh']).default('en') });

/** A pipeline that came from elsewhere; it may be wrong in every way. */
export const checkWish = z.object({ graph: z.unknown(), from: id.optional() });

export type TemplateWish = z.infer<typeof templateWish>;
export type TemplateQuery = z.infer<typeof templateQuery>;
export type CheckWish = z.infer<typeof checkWish>;
