import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext } from 'react';
import { trpc } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import { type Flagged, flagKey } from './flagKey.ts';

/** Where the answers on screen come from. */
export interface FlagSource {
  run: string;
  node: string;
  artifact?: string;
  file?: string;
  step?: number;
}

/** What the outputs on screen are of; without it there is nothing to flag. */
export const FlagSourceContext = createContext<FlagSource | undefined>(undefined);

const listOptions = () => trpc.flags.list.queryOptions({ limit: 1000 }, { staleTime: 10_000 });

/** All flags, newest first. */
export function useFlagList() {
  return useQuery(listOptions());
}

/** The id of the flag on these answers; undefined where there is none. */
export function useFlagOf(flagged: Flagged): string | undefined {
  const key = flagKey(flagged);
  const { data } = useQuery({
    ...listOptions(),
    select: (flags) => new Map(flags.map((flag) => [flagKey(flag), flag.id])),
  });
  return data?.get(key);
}

/** Sets, notes and takes away flags; every list is read again afterwards. */
export function useFlagDeeds() {
  const queries = useQueryClient();
  const showError = useShowError();
  const after = {
    onError: showError,
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.flags.list.queryKey() }),
  };
  return {
    add: useMutation(trpc.flags.add.mutationOptions(after)),
    note: useMutation(trpc.flags.note.mutationOptions(after)),
    remove: useMutation(trpc.flags.remove.mutationOptions(after)),
    send: useMutation(trpc.flags.send.mutationOptions(after)),
  };
}
