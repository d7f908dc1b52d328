import { useEffect, useRef } from 'react';
import { api, isRefusal } from '../api/client.ts';
import { type Curves, toCurves } from './curves.ts';
import { type LiveRun, type StoredCurves, storedCurves } from './liveRun.ts';

/**
 * Reads the stored curves of each node once it has begun, and anew after points were missed; what came live since
 * stays.
 */
export function useStoredCurves(
  live: LiveRun | undefined,
  onRead: (of: StoredCurves, curves: Curves) => void,
): void {
  const asked = useRef(new Set<string>());
  const tell = useRef(onRead);
  tell.current = onRead;
  useEffect(() => {
    for (const of of live ? storedCurves(live) : []) {
      const key = JSON.stringify(of);
      if (asked.current.has(key)) continue;
      asked.current.add(key);
      api.runs.metrics
        .query({ run: of.run, node: of.node })
        .then(({ series }) => tell.current(of, toCurves(series)))
        .catch((error) => isRefusal(error) || asked.current.delete(key));
    }
  }, [live]);
}
