import { createHmac } from 'node:crypto';
import type { LabelingForm } from '@heed/labeling/contract/form.ts';
import type { Chance } from '@heed/labeling/queue/turn.ts';
import type { LabelingTask } from '@heed/schema';
import { canonicalJson, digestOf } from '../canonical.ts';

type Candidate = LabelingTask['candidates'][number];

const KEY_LENGTH = 24;

/** What a candidate reads or looks like, whoever wrote it and whatever its id is. */
export function candidateKey({ text, media }: Pick<Candidate, 'text' | 'media'>): string {
  return digestOf([text, media?.path ?? '']).slice(0, KEY_LENGTH);
}

/** Stands for a prompt by its text. */
export function promptKey(prompt: string): string {
  return digestOf(prompt).slice(0, KEY_LENGTH);
}

/** A keyed digest: nobody who lacks the set's secret can tell which contents it stands for. */
function keyed(secret: string, ...parts: unknown[]): Buffer {
  return createHmac('sha256', secret).update(canonicalJson(parts)).digest();
}

/**
 * A task is the same when it asks the same about the same contents: then answers of earlier runs count, whatever ids
 * the candidates have now.
 */
export function taskKey(
  secret: string,
  form: Pick<LabelingForm, 'form' | 'meaning'>,
  settings: Record<string, unknown>,
  { taskId, prompt, candidates, policy }: Pick<LabelingTask, 'taskId' | 'prompt' | 'candidates' | 'policy'>,
): string {
  const contents = policy === undefined ? candidates.map(candidateKey).sort() : [taskId];
  const asked = [form.form, form.meaning?.(settings) ?? null];
  return keyed(secret, 'task', asked, promptKey(prompt), contents).toString('hex').slice(0, KEY_LENGTH);
}

/**
 * By what a labeler's browser knows a task: another id for each labeler, and another one when it comes again or is to
 * be decided.
 */
export function ticketOf(
  secret: string,
  task: string,
  labeler: string,
  again: boolean | 'adjudication',
): string {
  return keyed(secret, 'ticket', task, labeler, again).toString('hex').slice(0, KEY_LENGTH);
}

/** Draws of one labeler; the same name gives the same number for ever. */
export function chanceOf(secret: string, labeler: string): Chance {
  return (name) => keyed(secret, 'chance', labeler, name).readUInt32BE() / 2 ** 32;
}

/** A place of a task in a blind order. */
export function shuffleOf(secret: string, task: string): number {
  return keyed(secret, 'shuffle', task).readUInt32BE();
}

/**
 * The candidates in the order in which this labeler sees them: it follows from task and labeler alone, survives a
 * reload, and is turned around when the task comes again.
 */
export function shownOrder(
  secret: string,
  task: string,
  labeler: string,
  keys: readonly string[],
  isRepeat: boolean,
): string[] {
  const drawn = new Map(keys.map((key) => [key, keyed(secret, 'order', task, labeler, key).toString('hex')]));
  const order = keys.toSorted((a, b) => ((drawn.get(a) ?? '') < (drawn.get(b) ?? '') ? -1 : 1));
  return isRepeat ? order.reverse() : order;
}
