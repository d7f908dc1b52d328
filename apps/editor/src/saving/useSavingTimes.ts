import { useEffect } from 'react';
import { connection } from '../api/client.ts';
import type { GraphStore } from '../canvas/store/graphStore.ts';
import type { Autosaver } from './Autosaver.ts';

/** Saves after edits, before the page is hidden or left, and when the runner is there again. */
export function useSavingTimes(store: GraphStore, saver: Autosaver, mayEdit: boolean): void {
  useEffect(() => {
    if (!mayEdit) return;
    const unsubscribe = store.subscribe(({ history, saved }, before) => {
      if (history.present !== before.history.present || saved !== before.saved) saver.touch();
    });
    const flush = () => void saver.flush();
    const onHide = () => document.visibilityState === 'hidden' && flush();
    const onLeave = (event: BeforeUnloadEvent) => {
      flush();
      if (['conflict', 'unreachable', 'refused'].includes(saver.status.at)) event.preventDefault();
    };
    const unsubscribeConnection = connection.subscribe(() => connection.isUp && flush());
    saver.touch();
    document.addEventListener('visibilitychange', onHide);
    window.addEventListener('beforeunload', onLeave);
    return () => {
      unsubscribe();
      unsubscribeConnection();
      saver.stop();
      flush();
      document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('beforeunload', onLeave);
    };
  }, [store, saver, mayEdit]);
}
