import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { api } from '../api/client.ts';
import { type LabelingPlace, storageKey } from './place.ts';
import type { Batch } from './view.ts';
import { loadWork, saveWork } from './work.ts';

/** Tasks that are held beside the one on screen, so that the next is there at once and without a connection. */
export const TASKS_AHEAD = 3;

/** Asking again renews the leases of the tasks in hand, which the runner keeps for ten minutes. */
const RENEW_MILLISECONDS = 4 * 60_000;
/** A labeler who did nothing for so long is away: the tasks go to others. */
const AWAY_MILLISECONDS = 5 * 60_000;
/** How often to look for a task while there is none. */
const LOOK_AGAIN_MILLISECONDS = 10_000;

/** When the labeler last did something. */
function useActivity() {
  const last = useRef(performance.now());
  useEffect(() => {
    const note = () => {
      last.current = performance.now();
    };
    const kinds = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
    for (const kind of kinds) window.addEventListener(kind, note, { passive: true });
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, note);
    };
  }, []);
  return useCallback(() => performance.now() - last.current < AWAY_MILLISECONDS, []);
}

/** The batch with the labeler's tasks in hand; kept in the browser for a reload without a connection. */
export function useWork(place: LabelingPlace) {
  const client = useQueryClient();
  const isActive = useActivity();
  const key = storageKey(place, 'work');
  const { run, node, labeler } = place;
  const options = useMemo(
    () =>
      queryOptions({
        queryKey: ['labeling', 'work', run, node, labeler],
        queryFn: async () => {
          const at = { run, node, labeler };
          const work = await api.labeling.work.mutate({ ...at, ahead: TASKS_AHEAD, active: isActive() });
          saveWork(localStorage, key, work);
          return work;
        },
        initialData: () => loadWork(localStorage, key),
        refetchOnMount: 'always',
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 0,
        refetchOnWindowFocus: false,
        networkMode: 'always',
        refetchInterval: ({ state }) =>
          state.data?.tasks.length ? RENEW_MILLISECONDS : LOOK_AGAIN_MILLISECONDS,
      }),
    [run, node, labeler, key, isActive],
  );
  const next = useQuery(options);
  const take = useCallback(
    (work: Batch) => {
      saveWork(localStorage, key, work);
      void client.cancelQueries({ queryKey: options.queryKey });
      client.setQueryData(options.queryKey, work);
    },
    [client, options, key],
  );
  return { next, take };
}
