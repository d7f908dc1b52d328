import {
  type Connection,
  type Edge,
  type OnConnectEnd,
  type OnConnectStart,
  useReactFlow,
} from '@xyflow/react';
import { useCallback, useMemo } from 'react';
import { useNodeSearch } from './nodeSearchHost.tsx';
import { placeOf } from './RefusalTip.tsx';
import type { Point } from './store/edits.ts';
import { useGraphStoreApi } from './store/useGraphStore.ts';
import { type PortPlace, portKey } from './store/wiring.ts';
import { useWiring } from './useWiring.tsx';

function connectionPlaces({
  source,
  sourceHandle,
  target,
  targetHandle,
}: Connection): [PortPlace, PortPlace] {
  return [
    { node: source, port: sourceHandle ?? '', side: 'output' },
    { node: target, port: targetHandle ?? '', side: 'input' },
  ];
}

function pointOf(event: globalThis.MouseEvent | TouchEvent): Point {
  const spot = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x: spot?.clientX ?? 0, y: spot?.clientY ?? 0 };
}

/**
 * Turns React Flow's wiring by pointer into edits of the graph. Here as below each handler stays the same from one
 * drawing to the next: a new one would make React Flow draw every wire again.
 */
export function usePointerWiring() {
  const searchNode = useNodeSearch();
  const store = useGraphStoreApi();
  const { begin, finish, stop } = useWiring();
  const { screenToFlowPosition } = useReactFlow();
  return useMemo(() => {
    const onConnectStart: OnConnectStart = (_event, { nodeId, handleId, handleType }) => {
      if (nodeId && handleType) begin(placeOf({ nodeId, id: handleId, type: handleType }), false);
    };
    const onConnectEnd: OnConnectEnd = (event, { fromHandle, toHandle, isValid }) => {
      if (!fromHandle) return;
      const start = placeOf(fromHandle);
      if (toHandle && !isValid) finish(start, placeOf(toHandle));
      else if (!toHandle && (event.target as Element).classList?.contains('react-flow__pane'))
        searchNode({ at: screenToFlowPosition(pointOf(event)), wire: start });
      stop();
    };
    return {
      onConnectStart,
      onConnectEnd,
      onConnect: (connection: Connection) => finish(...connectionPlaces(connection)),
      isValidConnection: (connection: { source: string; target: string }) => {
        const places = connectionPlaces(connection as Connection);
        const { wiring } = store.getState();
        return places.some((place) => wiring?.open.has(portKey(place)));
      },
    };
  }, [store, begin, finish, stop, screenToFlowPosition, searchNode]);
}

/** Lets the end of a selected wire be taken to another port: the old wire goes and the new one comes in one step. */
export function useReconnect() {
  const { replace } = useWiring();
  return useCallback(
    (old: Edge, connection: Connection) => replace(old.id, ...connectionPlaces(connection)),
    [replace],
  );
}
