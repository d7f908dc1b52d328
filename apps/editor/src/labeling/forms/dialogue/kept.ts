import type { AppRouter } from '@heed/runner/router';
import type { inferRouterOutputs } from '@trpc/server';
import type { KeyValueStore } from '../../answerQueue.ts';

/** A conversation as the runner shows it. */
export type DialogueView = inferRouterOutputs<AppRouter>['dialogues']['view'];

/** Most characters of a conversation that are kept for a reload without a connection. */
const MAX_KEPT = 300_000;

/** The conversation as it was last seen; undefined for any other one, and where the entry is damaged. */
export function loadView(store: KeyValueStore, key: string, taskId: string): DialogueView | undefined {
  try {
    const kept = JSON.parse(store.getItem(key) ?? 'null') as { taskId: string; view: DialogueView } | null;
    return kept?.taskId === taskId && Array.isArray(kept.view?.turns) ? kept.view : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a conversation, unless it is too large or the browser has no room. */
export function saveView(store: KeyValueStore, key: string, taskId: string, view: DialogueView): void {
  const kept = JSON.stringify({ taskId, view });
  try {
    if (kept.length > MAX_KEPT) store.removeItem(key);
    else store.setItem(key, kept);
  } catch {
    store.removeItem(key);
  }
}
