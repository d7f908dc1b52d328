import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { api, trpc } from '../../api/client.ts';

/** How often the newest runs are read again; with more pages in sight, each of them as seldom as that. */
const REFRESH_MILLISECONDS = 2500;
const PAGE_RUNS = 30;

type Wanted = Pick<Parameters<typeof api.runs.queue.query>[0], 'graph' | 'states' | 'name'>;

/** Runs page by page, newest first, followed while they are shown. */
export function useRunPages(wanted: Wanted, enabled = true) {
  return useInfiniteQuery({
    queryKey: [...trpc.runs.queue.queryKey(wanted), 'pages'],
    queryFn: ({ pageParam: before }) => api.runs.queue.query({ ...wanted, before, limit: PAGE_RUNS }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ runs, more }) => (more ? runs.at(-1)?.id : undefined),
    refetchInterval: ({ state: { data } }) => REFRESH_MILLISECONDS * (data?.pages.length ?? 1),
    placeholderData: keepPreviousData,
    enabled,
  });
}

export type RunPages = ReturnType<typeof useRunPages>;
