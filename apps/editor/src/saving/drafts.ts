import { type GraphChanges, graphChangesSchema } from '@heed/schema';

/** Edits that the runner does not have yet, as changes of the revision they began from. */
export interface Draft {
  revision: number;
  changes: GraphChanges;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const PREFIX = 'heed.draft';

const keyOf = (id: string, tab: string) => `${PREFIX}.${id}.${tab}`;

/** Keeps edits of one tab in this browser, so that a closed tab loses nothing. A full storage is no reason to stop. */
export function keepDraft(store: Store, id: string, tab: string, draft: Draft): void {
  try {
    store.setItem(keyOf(id, tab), JSON.stringify({ ...draft, at: Date.now() }));
  } catch {
    store.removeItem(keyOf(id, tab));
  }
}

export function dropDraft(store: Store, id: string, tab: string): void {
  store.removeItem(keyOf(id, tab));
}

/**
 * The newest edits of a pipeline whose tab is gone, or that this very tab left before it was loaded again; they are
 * this tab's from now on. Undefined where there are none that can be read.
 */
export function adoptDraft(
  store: Store,
  id: string,
  tab: string,
  isOpen: (tab: string) => boolean,
): Draft | undefined {
  const start = keyOf(id, '');
  const keys = Array.from({ length: store.length }, (_, index) => store.key(index) ?? '');
  const left = keys
    .filter((key) => key.startsWith(start))
    .map((key) => ({ key, owner: key.slice(start.length), ...readDraft(store, key) }))
    .filter(({ owner }) => owner === tab || !isOpen(owner))
    .sort((a, b) => b.at - a.at);
  const [newest] = left;
  if (!newest?.draft) return undefined;
  if (newest.owner !== tab) {
    store.removeItem(newest.key);
    keepDraft(store, id, tab, newest.draft);
  }
  return newest.draft;
}

function readDraft(store: Store, key: string): { at: number; draft?: Draft } {
  try {
    const { at, revision, changes } = JSON.parse(store.getItem(key) ?? '');
    const draft = { revision: Number(revision), changes: graphChangesSchema.parse(changes) };
    return { at: Number(at), draft };
  } catch {
    return { at: 0 };
  }
}
