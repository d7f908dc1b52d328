import { getViewportForBounds, type Viewport } from '@xyflow/react';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { boundsOf } from './groupView.ts';
import { useCatalogue, useGraphStoreApi } from './store/useGraphStore.ts';

/** A graph too large for the window is not shown smaller than this at first. */
const MIN_ZOOM = 0.2;
const MAX_ZOOM = 1;
/** Free space around the nodes, as a share of the window. */
const PADDING = 0.12;
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
    const bounds = boundsOf(store.getState().history.present, catalogue);
    const { clientWidth = 0, clientHeight = 0 } = room.current ?? {};
    const isSeen = bounds && clientWidth > 0 && clientHeight > 0;
    setViewport(
      isSeen ? getViewportForBounds(bounds, clientWidth, clientHeight, MIN_ZOOM, MAX_ZOOM, PADDING) : ORIGIN,
    );
  }, [store, catalogue]);
  return { room, viewport };
}
