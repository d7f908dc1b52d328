import { z } from 'zod';
import { questionAnswer } from './questions.ts';

const answers = z.record(z.string().max(40), questionAnswer);

/** What was answered, by question. */
export const value = z.strictObject({
  /** Answers to what is asked once for all. */
  overall: answers.optional(),
  /** Answers of each candidate. */
  each: z.record(z.string(), answers).optional(),
});
export type QuestionnaireValue = z.infer<typeof value>;
