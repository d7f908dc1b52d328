import { useReactFlow } from '@xyflow/react';
import { useCallback } from 'react';

/** Free space around the nodes, in pixels. */
const MARGIN = 48;

/** `fitAll()` brings every node into view, beside the inspector where that is open. */
export function useFitAll(): () => void {
  const { fitView } = useReactFlow();
  return useCallback(() => {
    const panel = document.querySelector('[data-inspector]')?.clientWidth ?? 0;
    const padding = { top: MARGIN, left: MARGIN, bottom: MARGIN, right: MARGIN + panel };
    const pixels = Object.fromEntries(Object.entries(padding).map(([side, width]) => [side, `${width}px`]));
    void fitView({ duration: 200, maxZoom: 1, padding: pixels });
  }, [fitView]);
}
