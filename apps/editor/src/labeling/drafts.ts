import { outcomes } from '@heed/schema';
import { z } from 'zod';
import type { KeyValueStore } from './answerQueue.ts';
import type { Draft } from './forms/form.ts';

const NAME_KEY = 'heed.labeler';
const draftSchema = z.object({
  taskId: z.string(),
  outcome: z.enum(outcomes).optional(),
  value: z.record(z.string(), z.unknown()),
  focus: z.string().optional(),
});

/** Longest name that the runner takes. */
export const MAX_NAME_LENGTH = 100;

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
  try {
    const { taskId: of, ...draft } = draftSchema.parse(JSON.parse(store.getItem(key) ?? 'null'));
    return of === taskId ? draft : undefined;
  } catch {
    return undefined;
  }
}

export function saveDraft(store: KeyValueStore, key: string, taskId: string, draft: Draft): void {
  store.setItem(key, JSON.stringify({ taskId, ...draft }));
}
