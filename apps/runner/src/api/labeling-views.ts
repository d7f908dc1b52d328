import { localizedSchema, outcomes, shownTaskSchema } from '@heed/schema';
import { z } from 'zod';

export const quorumView = z.object({ done: z.int(), total: z.int() });
export const batchView = quorumView.extend({ run: z.string(), node: z.string(), graphName: z.string() });

const formValue = z.record(z.string(), z.unknown());

export const workView = quorumView.extend({
  /** Standing answers of this labeler. */
  mine: z.int(),
  /** What the labeler is called: the name that was asked for, with a number where somebody else has it. */
  name: z.string(),
  /** The middle time of the labeler's last answers, and of how many. */
  speed: z.object({ medianMs: z.int(), answers: z.int() }).optional(),
  form: z.string(),
  formVersion: z.int(),
  settings: formValue,
  question: localizedSchema,
  guidelines: z.string(),
  guidelineVersion: z.string(),
  /** The one to answer now, then those in advance. */
  tasks: z.array(shownTaskSchema),
});

const given = { task: shownTaskSchema, outcome: z.enum(outcomes), value: formValue };
export const undoneView = z.union([z.object(given), z.object({ task: z.null() })]);
export const recentView = z.object({
  answers: z.array(z.object({ judgementId: z.string(), ...given, at: z.int() })),
});
export const reopenedView = z.object({ round: z.int() });

export type Quorum = z.infer<typeof quorumView>;
export type WorkView = z.infer<typeof workView>;
export type Undone = z.infer<typeof undoneView>;
export type RecentAnswers = z.infer<typeof recentView>;
export type Batch = z.infer<typeof batchView>;
