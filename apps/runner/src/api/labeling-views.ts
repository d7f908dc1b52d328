import { labelerKinds, localizedSchema, outcomes, shownTaskSchema } from '@heed/schema';
import { z } from 'zod';

export const quorumView = z.object({
  done: z.int(),
  total: z.int(),
  /** Tasks on which labelers disagree and which wait for somebody to decide; absent where nobody does. */
  disputes: z.int().optional(),
});
export const batchView = quorumView.extend({ run: z.string(), node: z.string(), graphName: z.string() });

const formValue = z.record(z.string(), z.unknown());

export const workView = quorumView.extend({
  /** Does the run take answers now? Not before it has come to the node, nor after it was stopped or went on. */
  isWaiting: z.boolean(),
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
const said = { outcome: z.enum(outcomes), value: formValue };
/** A disagreement before the one who decides it; what was said comes only after they have answered. */
export const disputeView = quorumView.omit({ disputes: true }).extend({
  /** Disagreements that wait for a decision. */
  open: z.int(),
  /** Has this person decided one that they may go back to? */
  hasDecided: z.boolean(),
  isWaiting: z.boolean(),
  name: z.string(),
  form: z.string(),
  formVersion: z.int(),
  settings: formValue,
  question: localizedSchema,
  guidelines: z.string(),
  task: shownTaskSchema.optional(),
  /** What this person said before seeing the others' answers. */
  first: z.object(said).optional(),
  /** Labelers by number, judges by name. */
  others: z.array(z.object({ by: z.string(), kind: z.enum(labelerKinds), ...said })).optional(),
});
export const waivedView = z.object({ waived: z.int() });
export const roundsView = z.object({
  set: z.string(),
  /** Answers wanted of each task now, and tasks wanted where that is a part of them. */
  overlap: z.int(),
  budget: z.int().nullable(),
  tasks: z.int(),
  /** Tasks whose right answer is known and that check labelers. */
  known: z.int(),
  rounds: z.array(
    z.object({ n: z.int(), overlap: z.int(), openedAt: z.int(), tasks: z.int(), judgements: z.int() }),
  ),
});
export const reopenedView = z.object({ round: z.int() });

export type Quorum = z.infer<typeof quorumView>;
export type WorkView = z.infer<typeof workView>;
export type Undone = z.infer<typeof undoneView>;
export type DisputeView = z.infer<typeof disputeView>;
export type RoundsView = z.infer<typeof roundsView>;
export type RecentAnswers = z.infer<typeof recentView>;
export type Batch = z.infer<typeof batchView>;
