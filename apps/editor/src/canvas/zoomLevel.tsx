import { createContext, useContext } from 'react';

/**
 * How much of a node can be seen: all of it, in `far` its name, state and one curve in large, in `map` only its place,
 * shelf and state.
 */
export type ZoomLevel = 'near' | 'far' | 'map';

const FAR_ZOOM = 0.55;
const MAP_ZOOM = 0.16;

export function zoomLevelAt(zoom: number): ZoomLevel {
  if (zoom >= FAR_ZOOM) return 'near';
  return zoom >= MAP_ZOOM ? 'far' : 'map';
}

/** Tells all nodes at once when the level changes, so that none of them listens to the zoom itself. */
export const ZoomLevelContext = createContext<ZoomLevel>('near');

export function useZoomLevel(): ZoomLevel {
  return useContext(ZoomLevelContext);
}
