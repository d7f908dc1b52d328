import { type Graph, LONGEST_NAME } from '@heed/schema';
import { useLocation } from 'wouter';
import { api } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import { forgetLists } from './sending.ts';
import { useSavingWords } from './words.ts';

/** `createCopy(graph)` saves a graph as a new pipeline and opens it; resolves with false when that failed. */
export function useCreateCopy(): (graph: Graph) => Promise<boolean> {
  const words = useSavingWords();
  const showError = useShowError();
  const [, navigate] = useLocation();
  return async (graph) => {
    try {
      const name = words('copyOf', { name: graph.name }).slice(0, LONGEST_NAME);
      const { id } = await api.graphs.create.mutate({ graph: { ...graph, name } });
      await forgetLists();
      navigate(`/graphs/${id}`);
      return true;
    } catch (error) {
      showError(error);
      return false;
    }
  };
}
