import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useCallback } from 'react';
import { drawnBoxes } from './groupView.ts';
import { useCatalogue, useGraphStoreApi } from './store/useGraphStore.ts';
import { hasOverview, wholeView } from './wholeView.ts';

/** `fitAll()` brings every node into view, beside the inspector where that is open. */
export function useFitAll(): () => void {
  const { setViewport } = useReactFlow();
  const flow = useStoreApi();
  const store = useGraphStoreApi();
  const catalogue = useCatalogue();
  return useCallback(() => {
    const boxes = drawnBoxes(store.getState().history.present, catalogue);
    const { width, height, minZoom } = flow.getState();
    if (boxes.length === 0) return;
    const beside = document.querySelector('[data-inspector]')?.clientWidth ?? 0;
    void setViewport(wholeView(boxes, { width, height, beside, hasOverview: hasOverview() }, minZoom), {
      duration: 200,
    });
  }, [setViewport, flow, store, catalogue]);
}
