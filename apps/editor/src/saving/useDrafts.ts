import { useEffect } from 'react';
import { type GraphStore, isDirty } from '../canvas/store/graphStore.ts';
import { dropDraft, keepDraft } from './drafts.ts';

/** Quick edits are written to the browser's storage together. */
const DRAFT_MILLISECONDS = 300;

/** Keeps unsaved edits in the browser, and asks before the window closes on them. */
export function useDrafts(id: string, store: GraphStore): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      clearTimeout(timer);
      const { history, revision } = store.getState();
      if (isDirty(store.getState())) keepDraft(id, { revision, graph: history.present });
      else dropDraft(id);
    };
    const unsubscribe = store.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(keep, DRAFT_MILLISECONDS);
    });
    const onLeave = (event: BeforeUnloadEvent) => {
      keep();
      if (isDirty(store.getState())) event.preventDefault();
    };
    window.addEventListener('beforeunload', onLeave);
    return () => {
      unsubscribe();
      keep();
      window.removeEventListener('beforeunload', onLeave);
    };
  }, [id, store]);
}
