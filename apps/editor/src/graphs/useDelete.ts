import { api, queryClient, refusalCode, trpc } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import { offerWayBack } from '../app/offerWayBack.tsx';
import { showToast } from '../app/showToast.ts';
import type { GraphSummary } from './view.ts';
import { useGraphsWords } from './words.ts';

type Named = Pick<GraphSummary, 'id' | 'name'>;

/** Asks for all lists of pipelines anew. */
function refresh(): Promise<unknown> {
  return Promise.all([
    queryClient.invalidateQueries(trpc.graphs.list.pathFilter()),
    queryClient.invalidateQueries(trpc.graphs.removed.pathFilter()),
  ]);
}

/**
 * `fail(graph, error)` shows why something could not be done with a pipeline of the list; one that somebody else has
 * deleted meanwhile is named, and goes from the list.
 */
export function useFailed(): (graph: Pick<Named, 'name'>, error: unknown) => void {
  const words = useGraphsWords();
  const showError = useShowError();
  return ({ name }, error) => {
    if (refusalCode(error) !== 'NOT_FOUND') return showError(error);
    showToast({ color: 'yellow', message: words('deletedMeanwhile', { name }), autoClose: 10_000 });
    void refresh();
  };
}

/** Puts a deleted pipeline back on the list; a failure is shown. */
export function useRestore(): (graph: Named) => Promise<void> {
  const showError = useShowError();
  return async ({ id }) => {
    await api.graphs.restore.mutate({ id }).catch(showError);
    await refresh();
  };
}

/** Deletes a pipeline at once and offers the way back; later it lies among the deleted ones. */
export function useDelete(): (graph: Named) => Promise<void> {
  const words = useGraphsWords();
  const fail = useFailed();
  const restore = useRestore();
  return async (graph) => {
    try {
      await api.graphs.remove.mutate({ id: graph.id });
      offerWayBack(words('deleted', { name: graph.name }), words('undo'), () => void restore(graph));
    } catch (error) {
      fail(graph, error);
    }
    await refresh();
  };
}
