import type { RunState } from '@heed/schema';
import { useEffect, useRef } from 'react';
import { useCommonWords } from '../i18n/common.ts';

/** States that somebody who looks elsewhere wants to hear of, with a mark that stands first in the window's title. */
const marks: Partial<Record<RunState, string>> = {
  succeeded: '✓',
  failed: '✕',
  cancelled: '◼',
  paused: '❚❚',
  waiting_human: '●',
};

/** Marks the window's title when a run ends or waits for people while its tab is hidden, until the tab is looked at. */
export function useTitleMark(run: string | undefined, state: RunState | undefined): void {
  const common = useCommonWords();
  const seen = useRef<{ run?: string; state?: RunState }>({});
  const mark = state && marks[state];
  const name = state && common(`run-${state}`);
  useEffect(() => {
    const before = seen.current;
    seen.current = { run, state };
    const isNews = before.run === run && before.state !== undefined && before.state !== state;
    if (!isNews || !mark || !document.hidden) return;
    const plain = document.title;
    const marked = `${mark} ${name} · ${plain}`;
    document.title = marked;
    const restore = () => {
      if (document.hidden) return;
      if (document.title === marked) document.title = plain;
      document.removeEventListener('visibilitychange', restore);
    };
    document.addEventListener('visibilitychange', restore);
    return () => {
      if (document.title === marked) document.title = plain;
      document.removeEventListener('visibilitychange', restore);
    };
  }, [run, state, mark, name]);
}
