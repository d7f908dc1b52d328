import { type OnNodeDrag, useReactFlow } from '@xyflow/react';
import { type DragEvent, useMemo } from 'react';
import type { FlowNode } from './flow.ts';
import { DRAGGED_KIND } from './Palette.tsx';
import type { Point } from './store/edits.ts';
import { wiredPorts } from './store/indexes.ts';
import { dropInWire, portsInWire, splice, wireOf } from './store/splice.ts';
import { useCatalogue, useGraphStoreApi } from './store/useGraphStore.ts';
import { useAddNode } from './useAddNode.ts';
import { wireUnder } from './wirePlaces.ts';

const MARK = 'data-drop';
let marked: Element | undefined;

/** Marks the wire in which what is dragged would stand, and only that. */
function mark(wire: Element | undefined): void {
  if (wire === marked) return;
  marked?.removeAttribute(MARK);
  wire?.setAttribute(MARK, '');
  marked = wire;
}

type PointerSpot = { clientX: number; clientY: number };

function pointerOf(event: PointerSpot | { changedTouches: ArrayLike<PointerSpot> }): Point {
  const spot = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x: spot?.clientX ?? 0, y: spot?.clientY ?? 0 };
}

/** Lets a kind of the palette be dropped on the canvas; on a wire where it fits, it stands in the wire. */
export function useKindDrops() {
  const store = useGraphStoreApi();
  const catalogue = useCatalogue();
  const addNode = useAddNode();
  const { screenToFlowPosition } = useReactFlow();
  return {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(DRAGGED_KIND)) return;
      event.preventDefault();
      mark(wireUnder(pointerOf(event)));
    },
    onDragLeave: () => mark(undefined),
    onDrop: (event: DragEvent) => {
      mark(undefined);
      const spec = catalogue.get(event.dataTransfer.getData(DRAGGED_KIND));
      if (!spec) return;
      const graph = store.getState().history.present;
      const id = wireUnder(pointerOf(event))?.getAttribute('data-id') ?? undefined;
      const wire = id === undefined ? undefined : wireOf(graph, id);
      const inWire = wire && portsInWire(graph, catalogue, wire, spec) ? id : undefined;
      addNode(spec, { at: screenToFlowPosition(pointerOf(event)), inWire });
    },
  };
}

/** Lets a node without wires be dropped into a wire where it fits. */
export function useNodeDrops() {
  const store = useGraphStoreApi();
  const catalogue = useCatalogue();
  return useMemo(() => {
    const target = (event: Parameters<OnNodeDrag<FlowNode>>[0], node: FlowNode) => {
      const graph = store.getState().history.present;
      // asked at every frame of a drag: most nodes have wires and are done with here
      if (wiredPorts(graph.edges, node.id)) return undefined;
      const element = wireUnder(pointerOf(event));
      const wire = element && wireOf(graph, element.getAttribute('data-id') ?? '');
      const ports = wire && dropInWire(graph, catalogue, wire, node.id);
      return wire && ports ? { element, wire, ports } : undefined;
    };
    const onNodeDrag: OnNodeDrag<FlowNode> = (event, node) => mark(target(event, node)?.element);
    const onNodeDragStop: OnNodeDrag<FlowNode> = (event, node) => {
      mark(undefined);
      const found = target(event, node);
      if (found) store.getState().edit((graph) => splice(graph, found.wire, node.id, found.ports));
    };
    return { onNodeDrag, onNodeDragStop };
  }, [store, catalogue]);
}
