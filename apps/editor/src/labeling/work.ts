import { localizedSchema, shownTaskSchema } from '@heed/schema';
import { z } from 'zod';
import type { KeyValueStore } from './answerQueue.ts';
import type { Batch } from './view.ts';

/** Most characters of tasks that are kept for a reload without a connection. */
const MAX_KEPT = 300_000;

const workSchema: z.ZodType<Batch> = z.object({
  ...{ done: z.int(), total: z.int(), isWaiting: z.boolean(), mine: z.int(), name: z.string() },
  speed: z.object({ medianMs: z.int(), answers: z.int() }).optional(),
  ...{ form: z.string(), formVersion: z.int(), settings: z.record(z.string(), z.unknown()) },
  ...{ question: localizedSchema, guidelines: z.string(), guidelineVersion: z.string() },
  tasks: z.array(shownTaskSchema),
});

/** The work that was in hand when the page was last open; a damaged entry reads as none. */
export function loadWork(store: KeyValueStore, key: string): Batch | undefined {
  try {
    return workSchema.safeParse(JSON.parse(store.getItem(key) ?? 'null')).data;
  } catch {
    return undefined;
  }
}

/** Keeps the work in hand, unless it is too large or the browser has no room. */
export function saveWork(store: KeyValueStore, key: string, work: Batch): void {
  const kept = JSON.stringify(work);
  try {
    if (kept.length > MAX_KEPT) store.removeItem(key);
    else store.setItem(key, kept);
  } catch {
    store.removeItem(key);
  }
}

type Tasks = Batch['tasks'];

/** Tasks still to be answered, the one that was gone back to first. */
export function tasksToDo(
  tasks: Tasks,
  again: Tasks[number] | undefined,
  given: ReadonlySet<string | undefined>,
): Tasks {
  const others = tasks.filter(({ taskId }) => taskId !== again?.taskId);
  return [...(again ? [again] : []), ...others].filter(({ taskId }) => !given.has(taskId));
}
