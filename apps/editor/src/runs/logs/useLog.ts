import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../../api/client.ts';
import type { LogPage } from '../view.ts';
import { lastPage, type ReadLog, withNewer, withOlder } from './logs.ts';

/** Which lines: of a run or of one of its nodes, and those among them that match. */
export type LogQuery = Omit<Parameters<typeof api.runs.logs.query>[0], 'before' | 'after' | 'limit'>;

type Join = (log: ReadLog | undefined, page: LogPage) => ReadLog;

/** Lines that are read together. */
const PAGE_LINES = 400;
/** New lines are asked for at most this often. */
const TAIL_MILLISECONDS = 400;
/** When new lines that could not be read are asked for again. */
const AGAIN_MILLISECONDS = 3000;

export interface LogView {
  log?: ReadLog;
  error: unknown;
  readOlder(): void;
  retry(): void;
}

/** Reads a log from its end: older lines on demand, newer ones whenever `news` changes. */
export function useLog(query: LogQuery, news: unknown): LogView {
  const key = JSON.stringify(query);
  const [state, setState] = useState<{ key: string; log?: ReadLog; error?: unknown }>({ key });
  const [tries, setTries] = useState(0);
  const busy = useRef(false);
  const log = state.key === key ? state.log : undefined;
  const latest = useRef(log);
  latest.current = log;
  /** The end of the log could not be read, as while the runner comes back. */
  const hasFailed = useRef(false);
  hasFailed.current = !log && state.key === key && state.error !== undefined;

  /** Asks for a page and joins it, unless other lines are wanted by then; false where it cannot be had. */
  const read = useCallback(
    async (place: { before?: number; after?: number }, join: Join): Promise<boolean> => {
      busy.current = true;
      try {
        const page = await api.runs.logs.query({
          ...(JSON.parse(key) as LogQuery),
          ...place,
          limit: PAGE_LINES,
        });
        setState((before) => (before.key === key ? { key, log: join(before.log, page) } : before));
        const last = page.lines.at(-1)?.id;
        const goesOn = place.after !== undefined && page.more && last !== undefined;
        return goesOn ? await read({ after: last }, join) : true;
      } catch (error) {
        setState((before) => (before.key === key ? { ...before, error } : before));
        return false;
      } finally {
        busy.current = false;
      }
    },
    [key],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` asks again
  useEffect(() => {
    setState((before) => (before.key === key && before.log ? before : { key }));
    void read({}, (_, page) => lastPage(page));
  }, [key, read, tries]);

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** Reads the lines that are wanted now; undefined once nobody does. */
  const wanted = useRef<typeof read>(undefined);
  const readNewer = useCallback(
    (delay: number): void => {
      timer.current ??= setTimeout(async () => {
        timer.current = undefined;
        if (!latest.current) {
          if (hasFailed.current) setTries((tries) => tries + 1);
          return;
        }
        const last = latest.current.lines.at(-1)?.id ?? 0;
        const isRead = await read({ after: last }, (before, page) =>
          withNewer(before ?? lastPage(page), page),
        );
        if (!isRead && wanted.current === read) readNewer(AGAIN_MILLISECONDS);
      }, delay);
    },
    [read],
  );
  // what was planned for other lines must not stand in the way of these
  useEffect(() => {
    wanted.current = read;
    return () => {
      wanted.current = undefined;
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [read]);
  const isThere = log !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `news` says that there is more to read, also what came while the first page was on its way
  useEffect(() => readNewer(TAIL_MILLISECONDS), [news, isThere, readNewer]);

  return {
    log,
    error: state.key === key && !log ? state.error : undefined,
    readOlder: () => {
      const first = log?.lines[0]?.id;
      if (busy.current || first === undefined || !log?.hasOlder) return;
      void read({ before: first }, (before, page) => withOlder(before ?? lastPage(page), page));
    },
    retry: () => setTries((tries) => tries + 1),
  };
}
