import { labelerKinds, outcomes, selections, shownCandidateSchema } from '@heed/schema';
import { z } from 'zod';

/** Stands in every line, so that a file of events tells itself from others; raised when a field changes its meaning. */
export const EVENT_VERSION = 1;

/** An answer, one that takes the place of an earlier one, or the withdrawal of one. */
export const eventKinds = ['answer', 'correction', 'withdrawal'] as const;

/** Numbers that every tool reads back as they are. */
const count = z.int().min(0);
const name = z.string().min(1);

/** One event of the record of judgements with all that was known when it was given: a line of Heed's own JSONL. */
export const judgementEventSchema = z.object({
  heed: z.literal(EVENT_VERSION),
  event: z.enum(eventKinds),
  id: name,
  /** Events about the same candidates of the same prompt, asked by the same form, have the same task. */
  task: name,
  promptId: z.string(),
  prompt: z.string(),
  language: z.string(),
  form: name,
  formVersion: z.int().min(1),
  /** Settings of the form, e.g. the scale or the questions, without which the value cannot be read. */
  settings: z.record(z.string(), z.unknown()),
  /** Digest of the guidelines that could be read; empty where there were none. */
  guidelineVersion: z.string(),
  /** In the order shown, each with the model that wrote it. */
  candidates: z.array(shownCandidateSchema).max(12),
  /** Null in a withdrawal. */
  outcome: z.enum(outcomes).nullable(),
  /** The form's own answer; candidates by id. */
  value: z.record(z.string(), z.unknown()),
  /** What stands in `value` too, for those who read the table: the chosen candidate's id, and so on. */
  chosen: z.string().nullable(),
  strength: z.int().min(1).max(3).nullable(),
  critique: z.string().nullable(),
  edit: z.string().nullable(),
  timeMs: count.nullable(),
  /** A pseudonym. */
  labeler: name,
  labelerKind: z.enum(labelerKinds),
  round: z.int().min(1),
  selection: z.enum(selections),
  late: z.boolean(),
  counted: z.boolean(),
  /** Given by one who decides disagreements, before seeing what the others said. */
  blind: z.boolean(),
  /** Share of each sound or video that the labeler's page says was played, by id; null where nothing is known of it. */
  played: z.record(z.string(), z.number().min(0).max(1)).nullable().default(null),
  /** Id of the event of the same labeler that this one corrects or withdraws. */
  replaces: z.string().nullable(),
  /** Milliseconds since 1970; null where it is not known. */
  at: count.nullable(),
  /** Where an imported event came from; null for those given here. */
  source: z.string().nullable(),
});
export type JudgementEvent = z.infer<typeof judgementEventSchema>;
