import type { Viewport } from '@xyflow/react';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { drawnBoxes } from './groupView.ts';
import { useCatalogue, useGraphStoreApi } from './store/useGraphStore.ts';
import { hasOverview, wholeView } from './wholeView.ts';

/** A graph too large for the window is not shown smaller than this at first. */
const MIN_ZOOM = 0.2;
const ORIGIN: Viewport = { x: 0, y: 0, zoom: 1 };

/**
 * Where the view begins: with the whole graph in it. It is known before the first node is drawn, so that none is drawn
 * at a zoom at which it does not stay.
 */
export function useFirstViewport(): { room: RefObject<HTMLDivElement | null>; viewport?: Viewport } {
  const room = useRef<HTMLDivElement>(null);
  const store = useGraphStoreApi();
  const catalogue = useCatalogue();
  const [viewport, setViewport] = useState<Viewport>();
  useLayoutEffect(() => {
    const boxes = drawnBoxes(store.getState().history.present, catalogue);
    const { clientWidth: width = 0, clientHeight: height = 0 } = room.current ?? {};
    const isSeen = boxes.length > 0 && width > 0 && height > 0;
    setViewport(isSeen ? wholeView(boxes, { width, height, hasOverview: hasOverview() }, MIN_ZOOM) : ORIGIN);
  }, [store, catalogue]);
  return { room, viewport };
}
