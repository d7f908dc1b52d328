import type { Graph } from '@heed/schema';
import { useLocation } from 'wouter';
import { api, queryClient, trpc } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';

/** `create(graph)` saves a new pipeline and opens it; a failure is shown. */
export function useCreateGraph(): (graph: Graph | Promise<Graph>) => Promise<void> {
  const [, navigate] = useLocation();
  const showError = useShowError();
  return async (graph) => {
    try {
      const { id } = await api.graphs.create.mutate({ graph: await graph });
      await queryClient.invalidateQueries(trpc.graphs.list.pathFilter());
      navigate(`/graphs/${id}`);
    } catch (error) {
      showError(error);
    }
  };
}
