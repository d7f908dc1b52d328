import { type Graph, parseGraph } from '@heed/schema';

/** Edits that were never saved, with the revision they began from. */
export interface Draft {
  revision: number;
  graph: Graph;
}

const keyOf = (id: string) => `heed.draft.${id}`;

/** Keeps unsaved edits in this browser, so that a closed tab loses nothing. A full storage is no reason to stop. */
export function keepDraft(id: string, draft: Draft): void {
  try {
    localStorage.setItem(keyOf(id), JSON.stringify(draft));
  } catch {
    localStorage.removeItem(keyOf(id));
  }
}

export function dropDraft(id: string): void {
  localStorage.removeItem(keyOf(id));
}

/** The kept edits of a pipeline; undefined where there are none that can be read. */
export function readDraft(id: string): Draft | undefined {
  try {
    const stored = JSON.parse(localStorage.getItem(keyOf(id)) ?? 'null') as Draft | null;
    return stored ? { revision: Number(stored.revision), graph: parseGraph(stored.graph) } : undefined;
  } catch {
    return undefined;
  }
}
