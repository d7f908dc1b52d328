import { labelerKinds, outcomes, selections } from '@heed/schema';
import { z } from 'zod';
import { BadRecord, type Fields } from '../feedback.ts';
import { eventKinds, type JudgementEvent } from './event.ts';
import { readEvent } from './heed.ts';

/**
 * An event as a row of a flat table, for CSV and Parquet: every field is a column of its own name, and those that are
 * not plain values (`candidates`, `settings`, `value`, `played`) are JSON text. Nothing is left out.
 */
export const eventRowSchema = z.object({
  heed: z.int(),
  event: z.enum(eventKinds),
  id: z.string(),
  task: z.string(),
  promptId: z.string(),
  prompt: z.string(),
  language: z.string(),
  form: z.string(),
  formVersion: z.int(),
  settings: z.string(),
  guidelineVersion: z.string(),
  candidates: z.string(),
  outcome: z.enum(outcomes).nullable(),
  value: z.string(),
  chosen: z.string().nullable(),
  strength: z.int().nullable(),
  critique: z.string().nullable(),
  edit: z.string().nullable(),
  timeMs: z.int().nullable(),
  labeler: z.string(),
  labelerKind: z.enum(labelerKinds),
  round: z.int(),
  selection: z.enum(selections),
  late: z.boolean(),
  counted: z.boolean(),
  blind: z.boolean(),
  played: z.string().nullable(),
  replaces: z.string().nullable(),
  at: z.int().nullable(),
  source: z.string().nullable(),
});
export type EventRow = z.infer<typeof eventRowSchema>;

/** The columns, in their order. */
export const eventColumns = Object.keys(eventRowSchema.shape) as (keyof EventRow)[];

const json = ['settings', 'candidates', 'value'] as const;
const numbers = ['heed', 'formVersion', 'strength', 'timeMs', 'round', 'at'] as const;
const flags = ['late', 'counted', 'blind'] as const;
/** Columns in which nothing at all means null; in the others it is an empty text. */
const gaps = ['outcome', 'chosen', 'critique', 'edit', 'played', 'replaces', 'source'] as const;

/** An event as a flat row. */
export function rowOfEvent(event: JudgementEvent): EventRow {
  const [settings, candidates, value] = json.map((name) => JSON.stringify(event[name])) as [
    string,
    string,
    string,
  ];
  return { ...event, settings, candidates, value, played: event.played && JSON.stringify(event.played) };
}

/** The event of a row; CSV has numbers, flags and gaps as text. Throws a `BadRecord` that names the column. */
export function eventOfRow(fields: Fields): JudgementEvent {
  const event: Fields = { ...fields };
  for (const name of json) event[name] = parsedCell(name, fields[name]);
  for (const name of numbers) event[name] = numberOf(fields[name]);
  for (const name of flags) event[name] = flagOf(fields[name]);
  for (const name of gaps) if (event[name] === '' || event[name] === undefined) event[name] = null;
  if (event.played !== null) event.played = parsedCell('played', event.played);
  return readEvent(event);
}

/** Whether the fields that are JSON in the table are still text. */
export function isRow({ candidates }: Fields): boolean {
  return typeof candidates === 'string';
}

function parsedCell(name: string, cell: unknown): unknown {
  try {
    return JSON.parse(String(cell));
  } catch {
    throw new BadRecord(`has no JSON in "${name}"`, `的“${name}”不是 JSON`);
  }
}

function numberOf(cell: unknown): unknown {
  if (cell === '' || cell === undefined || cell === null) return null;
  // a column with gaps comes from data frames as 3.0
  return typeof cell === 'string' && /^-?\d+(\.0+)?$/.test(cell) ? Number(cell) : cell;
}

function flagOf(cell: unknown): unknown {
  if (typeof cell !== 'string') return cell;
  const text = cell.toLowerCase();
  return text === 'true' || text === 'false' ? text === 'true' : cell;
}
