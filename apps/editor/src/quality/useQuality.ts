import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { trpc } from '../api/client.ts';

/** How often figures are asked for while people answer; the runner makes them no more often. */
const REFRESH_MILLISECONDS = 5000;

/** Figures of a batch, kept up to date while it is open. */
export function useQuality(run: string, node: string, isOpen: boolean) {
  return useQuery(
    trpc.quality.figures.queryOptions(
      { run, node },
      {
        // a page that is left stops the runner's work on its figures
        trpc: { abortOnUnmount: true },
        refetchInterval: ({ state: { data } }) =>
          (isOpen || data?.isCurrent === false) && REFRESH_MILLISECONDS,
        placeholderData: keepPreviousData,
      },
    ),
  );
}
