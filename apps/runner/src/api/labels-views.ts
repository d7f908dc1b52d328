import { qualityFiguresSchema } from '@heed/labeling/statistics/figures-schema.ts';
import { labelerKinds, localizedSchema, outcomes } from '@heed/schema';
import { z } from 'zod';
import { importFormats } from './labels-inputs.ts';

const batch = z.object({ run: z.string(), node: z.string(), done: z.int(), total: z.int() });

/** Human work of one pipeline's node that outlives runs. */
export const labelSetView = z.object({
  id: z.string(),
  graph: z.string(),
  graphName: z.string(),
  /** The node, or the name by which nodes share the set. */
  name: z.string(),
  isShared: z.boolean(),
  /** Of the last round. */
  form: z.string(),
  rounds: z.int(),
  tasks: z.int(),
  /** Answers that stand. */
  judgements: z.int(),
  /** Of them, those that came from files. */
  imported: z.int(),
  people: z.int(),
  judges: z.int(),
  sources: z.array(z.string()),
  /** Number of the last event: an export as of it gives the same again. */
  revision: z.int(),
  lastAt: z.int().nullable(),
  /** The newest run that asked. */
  latest: batch.nullable(),
});
export type LabelSetView = z.infer<typeof labelSetView>;

export const exportView = z.object({
  events: z.int(),
  /** Records, rows or lines that the file has. */
  records: z.int(),
  revision: z.int(),
  name: z.string(),
  lost: z.array(z.object({ loss: z.string(), title: localizedSchema, events: z.int() })),
  /** How the file begins; empty for Parquet. */
  sample: z.string(),
});
export type ExportView = z.infer<typeof exportView>;

const sentence = z.object({ line: z.int(), message: localizedSchema });

export const importView = z.object({
  /** What the records were taken for. */
  format: z.enum(importFormats),
  /** Were judgements stored? */
  isDone: z.boolean(),
  records: z.int(),
  /** Answers, corrections and withdrawals that the set had not. */
  added: z.int(),
  /** Of them, how many are about tasks that the newest run asks. */
  asked: z.int(),
  newTasks: z.int(),
  /** Judgements that had been imported before. */
  known: z.int(),
  /** Records without an answer. */
  empty: z.int(),
  bad: z.int(),
  /** The first of them. */
  badLines: z.array(sentence),
  outcomes: z.record(z.enum(outcomes), z.int()),
  labelers: z.array(z.object({ labeler: z.string(), kind: z.enum(labelerKinds), judgements: z.int() })),
  /** How the first records are understood. */
  first: z.array(
    z.object({
      ...{ line: z.int(), labeler: z.string(), prompt: z.string(), outcome: z.string() },
      answers: z.array(z.object({ text: z.string(), isChosen: z.boolean() })),
      said: z.string(),
    }),
  ),
});
export type ImportView = z.infer<typeof importView>;

export const statsView = z.object({ judgements: z.int(), revision: z.int(), figures: qualityFiguresSchema });
export type StatsView = z.infer<typeof statsView>;
