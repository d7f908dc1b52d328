import { type PairwiseAnswer, pairwiseAnswers } from '@heed/schema';
import { z } from 'zod';
import type { KeyValueStore } from './answerQueue.ts';

const NAME_KEY = 'heed.labeler';
const draftSchema = z.object({ taskId: z.string(), answer: z.enum(pairwiseAnswers) });

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

/** The choice made for a task but not submitted. */
export function loadDraft(store: KeyValueStore, key: string, taskId: string): PairwiseAnswer | undefined {
  try {
    const draft = draftSchema.parse(JSON.parse(store.getItem(key) ?? 'null'));
    return draft.taskId === taskId ? draft.answer : undefined;
  } catch {
    return undefined;
  }
}

export function saveDraft(store: KeyValueStore, key: string, taskId: string, answer: PairwiseAnswer): void {
  store.setItem(key, JSON.stringify({ taskId, answer }));
}
