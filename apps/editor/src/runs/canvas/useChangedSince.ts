import { useContext, useEffect } from 'react';
import { afterPaint } from '../../canvas/afterPaint.ts';
import { upgradeNodes } from '../../canvas/store/edits.ts';
import { useCatalogue, useGraphStoreApi } from '../../canvas/store/useGraphStore.ts';
import { changedSince } from './changedSince.ts';
import { type CanvasRun, CanvasRunContext } from './runState.ts';

const nothing: ReadonlySet<string> = new Set();
const graphOf = (run: CanvasRun | undefined) => run?.live?.run.graph;

/** Keeps with the run on the canvas which nodes were changed since, as the pipeline is edited. */
export function useChangedSince(): void {
  const runs = useContext(CanvasRunContext);
  const graphs = useGraphStoreApi();
  const catalogue = useCatalogue();
  useEffect(() => {
    const look = () => {
      const { run, changed: known } = runs.getState();
      const graph = graphOf(run);
      const before = graph && upgradeNodes(graph, catalogue);
      const changed = before ? changedSince(before, graphs.getState().history.present, catalogue) : nothing;
      const isSame = changed.size === known.size && [...changed].every((id) => known.has(id));
      if (!isSame) runs.setState({ changed });
    };
    const lookSoon = afterPaint(look);
    look();
    const endings = [
      graphs.subscribe(({ history }, before) => history.present !== before.history.present && lookSoon()),
      runs.subscribe(({ run }, before) => graphOf(run) !== graphOf(before.run) && lookSoon()),
    ];
    return () => {
      for (const end of endings) end();
    };
  }, [runs, graphs, catalogue]);
}
