import { useEffect, useState } from 'react';
import { type GraphStore, isDirty } from '../canvas/store/graphStore.ts';
import { adoptDraft, type Draft, dropDraft, keepDraft } from './drafts.ts';
import { openTabs } from './tab.ts';

/** Quick edits are written to the browser's storage together. */
const DRAFT_MILLISECONDS = 300;

/** This tab, and the edits of a pipeline that an earlier one left behind. */
export interface LeftDraft {
  tab: string;
  draft?: Draft;
}

/** Looks for edits that were never saved; undefined while it looks. */
export function useLeftDraft(id: string): LeftDraft | undefined {
  const [left, setLeft] = useState<LeftDraft>();
  useEffect(() => {
    let isGone = false;
    void openTabs().then(({ own, isOpen }) => {
      if (!isGone) setLeft({ tab: own, draft: adoptDraft(localStorage, id, own, isOpen) });
    });
    return () => {
      isGone = true;
    };
  }, [id]);
  return left;
}

/** Keeps edits in the browser until the runner has them. */
export function useDrafts(id: string, tab: string, store: GraphStore): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      clearTimeout(timer);
      const { history, revision } = store.getState();
      if (isDirty(store.getState())) keepDraft(localStorage, id, tab, { revision, graph: history.present });
      else dropDraft(localStorage, id, tab);
    };
    const unsubscribe = store.subscribe(({ history, saved }, before) => {
      if (history.present === before.history.present && saved === before.saved) return;
      clearTimeout(timer);
      timer = setTimeout(keep, DRAFT_MILLISECONDS);
    });
    window.addEventListener('pagehide', keep);
    return () => {
      unsubscribe();
      keep();
      window.removeEventListener('pagehide', keep);
    };
  }, [id, tab, store]);
}
