import { z } from 'zod';

/** How several reward models' scores of an answer become one. */
export const combinations = ['mean', 'worst-case', 'variance-penalty'] as const;

const combinationSchema = z.object({
  combine: z.enum(combinations),
  /** λ of mean − λ·variance. */
  penalty: z.number().min(0),
});
export type Combination = z.infer<typeof combinationSchema>;

/** A member's folder beside the file, and what makes its scores comparable: (score − shift) / scale. */
const memberSchema = z.object({
  folder: z.string().regex(/^[a-z0-9-]+$/),
  shift: z.number(),
  scale: z.number().positive(),
});
export type Member = z.infer<typeof memberSchema>;

/** A reward function made of reward models, which lie in folders beside the file that says this. */
export const ensembleSchema = z.object({
  format: z.literal('heed/reward-function'),
  version: z.literal(1),
  /** Who judges, as judgements show it. */
  name: z.string().min(1).max(100),
  ensemble: combinationSchema.extend({ members: z.array(memberSchema).min(1) }),
});
export type Ensemble = z.infer<typeof ensembleSchema>;
