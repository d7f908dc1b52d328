import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { otherRunner, runnerFetch } from '../api/runner.ts';

/** An address under which a path of the runner of this tab can be shown; undefined while it is fetched. */
export interface RunnerMedia {
  src: string | undefined;
  isBroken: boolean;
}

/**
 * What an `<img>`, `<audio>` or `<video>` is to show. The page's own runner is asked by the element itself; another one
 * lets in by a token, which no element sends: its bytes are fetched and lent to the element.
 */
export function useRunnerMedia(path: string): RunnerMedia {
  const fetched = useQuery({
    queryKey: ['runner-media', path],
    enabled: otherRunner !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const response = await runnerFetch(path, { signal });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${response.statusText}`);
      return response.blob();
    },
  });
  const [lent, setLent] = useState<string>();
  const { data } = fetched;
  useEffect(() => {
    if (!data) return;
    const url = URL.createObjectURL(data);
    setLent(url);
    return () => URL.revokeObjectURL(url);
  }, [data]);
  if (!otherRunner) return { src: path, isBroken: false };
  return { src: lent, isBroken: fetched.isError };
}
