import type { Graph } from '@heed/schema';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import type { PipelineCheck } from './view.ts';

/** What a pipeline lacks on the runner's machine, asked anew when it changes; undefined until it is known. */
export function usePipelineCheck(graph: Graph | undefined, known?: PipelineCheck): PipelineCheck | undefined {
  const { data } = useQuery({
    queryKey: ['templates', 'check', graph],
    queryFn: () => api.templates.check.mutate({ graph }),
    enabled: graph !== undefined,
    placeholderData: keepPreviousData,
    ...(known && { initialData: known }),
  });
  return data;
}
