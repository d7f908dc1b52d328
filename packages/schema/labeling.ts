import { z } from 'zod';
import { judgementRow, outcomes } from './judgements.ts';
import { labelingTaskSchema, mediaSchema } from './tasks.ts';
import { localizedSchema } from './text.ts';

/** Most answers that one task can want. */
export const MAX_OVERLAP = 20;

/** How tasks are handed out. */
export const queueSettingsSchema = z.object({
  /** Tasks in their order, or those first that tell most about which candidate is better. */
  choose: z.enum(['in-order', 'informative']).optional(),
  /** Tasks wanted of those that there are; all of them where nothing is said. */
  budget: z.int().min(1).optional(),
  /** Share of tasks with a known answer, where the set has any. */
  goldRate: z.number().min(0).max(0.5).optional(),
  /** Share of tasks that come to the same labeler again, the other way round. */
  repeatRate: z.number().min(0).max(0.5).optional(),
  /** Share of new tasks drawn blindly where those are chosen that tell most. */
  randomShare: z.number().min(0).max(1).optional(),
  /** Minutes that a task stays with the labeler who has it before them. */
  leaseMinutes: z.number().min(1).max(1440).optional(),
  /**
   * Share of a task's labelers who must say the same; where fewer do, a named person decides, and the run waits for
   * them. 1: any disagreement is decided. Nobody decides where nothing is said.
   */
  adjudicate: z.number().min(0.5).max(1).optional(),
});
export type QueueSettings = z.infer<typeof queueSettingsSchema>;

/** A task whose right answer is known; it looks like all others. */
export const knownTaskSchema = z.object({
  /** One of those asked, or one that only checks labelers. */
  task: labelingTaskSchema,
  outcome: z.enum(outcomes),
  /** The form's own answer; candidates by id. */
  value: z.record(z.string(), z.unknown()),
});
export type KnownTask = z.infer<typeof knownTaskSchema>;

/** What a node asks people to do; the run waits until the quorum is reached. */
export const labelingRequestSchema = z.object({
  form: z.string(),
  formVersion: z.int().min(1),
  /** As the form's own schema gives them. */
  settings: z.record(z.string(), z.unknown()),
  guidelines: z.string(),
  question: localizedSchema,
  /** Answers wanted per task, each from another person. */
  overlap: z.int().min(1).max(MAX_OVERLAP),
  /** Nodes of a graph that give the same name share their answers; empty is the node's own set. */
  labelSet: z.string(),
  queue: queueSettingsSchema.optional(),
  tasks: z.array(labelingTaskSchema),
  /** Tasks that check labelers; what an earlier request marked and this one does not is an ordinary task again. */
  known: z.array(knownTaskSchema).optional(),
  /** What judges have said already; people see none of it before they have answered. */
  judgements: z.array(judgementRow),
});
export type LabelingRequest = z.infer<typeof labelingRequestSchema>;

/** What a judgement row's `shown` lists, as JSON. */
export const shownCandidateSchema = z.object({
  id: z.string(),
  text: z.string(),
  model: z.string().nullable(),
  media: mediaSchema.optional(),
});
export type ShownCandidate = z.infer<typeof shownCandidateSchema>;

/** What a labeler's browser receives: opaque slots, with no word on where a candidate came from. */
export const shownTaskSchema = z.object({
  taskId: z.string(),
  prompt: z.string(),
  candidates: z.array(
    z.object({
      /** `c1` … `c12` in the order shown; it names the candidate in answers. */
      slot: z.string(),
      text: z.string(),
      media: mediaSchema.omit({ artifact: true, path: true }).extend({ url: z.string() }).optional(),
    }),
  ),
});
export type ShownTask = z.infer<typeof shownTaskSchema>;

/** What a labeler said; candidates are named by slot. */
export const answerSchema = z.object({
  taskId: z.string(),
  outcome: z.enum(outcomes),
  /** The form's own answer; an empty object where there is none. */
  value: z.record(z.string(), z.unknown()),
  /** Share of each sound or video that was played, by slot, as the page counted it. */
  played: z.record(z.string(), z.number().min(0).max(1)).optional(),
  /** Milliseconds from showing to answering. */
  timeMs: z.int().min(0).max(86_400_000),
  /** Same key, same answer: sending twice stores once. */
  idempotencyKey: z.string().min(8).max(64),
});
export type Answer = z.infer<typeof answerSchema>;
