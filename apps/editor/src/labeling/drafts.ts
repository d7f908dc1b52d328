import { outcomes } from '@heed/schema';
import { z } from 'zod';
import type { KeyValueStore } from './answerQueue.ts';
import type { Draft } from './forms/draft.ts';

const NAME_KEY = 'heed.labeler';
const keptSchema = z.object({
  taskId: z.string(),
  outcome: z.enum(outcomes).optional(),
  value: z.record(z.string(), z.unknown()),
  focus: z.string().optional(),
});
type Kept = z.infer<typeof keptSchema>;

/** Longest name that the runner takes. */
export const MAX_NAME_LENGTH = 100;

/** Most tasks whose drafts are kept; those untouched the longest make room. */
export const MAX_DRAFTS = 20;

/** A name without spaces around it; undefined where it is empty or too long. */
export function cleanName(name: string): string | undefined {
  const trimmed = name.trim();
  return trimmed.length >= 1 && trimmed.length <= MAX_NAME_LENGTH ? trimmed : undefined;
}

/** The pseudonym chosen in this browser before. */
export function loadName(store: KeyValueStore): string | undefined {
  return cleanName(store.getItem(NAME_KEY) ?? '');
}

export function saveName(store: KeyValueStore, name: string): void {
  store.setItem(NAME_KEY, name);
}

/** What was said of a task but not submitted. */
export function loadDraft(store: KeyValueStore, key: string, taskId: string): Draft | undefined {
  const found = readAll(store, key).find((kept) => kept.taskId === taskId);
  if (!found) return undefined;
  const { taskId: _, ...draft } = found;
  return draft;
}

/** Keeps what was said of a task beside the drafts of others; where the browser has no room, this one alone. */
export function saveDraft(store: KeyValueStore, key: string, taskId: string, draft: Draft): void {
  const newest = { taskId, ...draft };
  const others = without(readAll(store, key), taskId);
  try {
    store.setItem(key, JSON.stringify([...others, newest].slice(-MAX_DRAFTS)));
  } catch {
    store.removeItem(key);
    store.setItem(key, JSON.stringify([newest]));
  }
}

/** Forgets what was said of a task, because it was submitted. */
export function dropDraft(store: KeyValueStore, key: string, taskId: string): void {
  const others = without(readAll(store, key), taskId);
  if (others.length === 0) store.removeItem(key);
  else store.setItem(key, JSON.stringify(others));
}

/** All drafts, the newest last; damaged ones read as none. */
function readAll(store: KeyValueStore, key: string): Kept[] {
  try {
    const all = z.array(z.unknown()).parse(JSON.parse(store.getItem(key) ?? '[]'));
    return all.flatMap((one) => keptSchema.safeParse(one).data ?? []);
  } catch {
    return [];
  }
}

function without(all: readonly Kept[], taskId: string): Kept[] {
  return all.filter((kept) => kept.taskId !== taskId);
}
