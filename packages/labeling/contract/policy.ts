import { z } from 'zod';

/** How each kind of judgement becomes training data; nothing is decided in silence. */
export const policySchema = z.object({
  /** A tie is left out, or is half a win for each side. */
  ties: z.enum(['drop', 'half']).default('drop'),
  /** Two bad answers are left out, or each is kept as an undesired answer without a pair. */
  bothBad: z.enum(['drop', 'unpaired']).default('drop'),
  /**
   * Labelers who disagree: the majority wins and its share is the strength, the task is left out, or it
   * counts as a tie. An even split is a tie under every policy, never an invented order.
   */
  split: z.enum(['majority', 'drop', 'tie']).default('majority'),
  /** Strength said by labelers is kept out of the preferences, or makes slight ones softer. */
  strength: z.enum(['ignore', 'soften']).default('ignore'),
  /** Answers that came after a task had all it wanted. */
  late: z.enum(['drop', 'count']).default('drop'),
  /** Judges vote beside people, or only where no person decided. */
  judges: z.enum(['count', 'fallback']).default('count'),
  /** What a named person decided on a disagreement stands alone, or is one more vote. */
  adjudicated: z.enum(['alone', 'vote']).default('alone'),
});
export type Policy = z.infer<typeof policySchema>;
