import type { NodeSpec } from '@heed/schema';
import { useCallback } from 'react';
import { nodeSize, PORT_SIZE } from './nodeGeometry.ts';
import type { SearchPlace } from './searchPlace.ts';
import { addNode } from './store/edits.ts';
import { insertInWire, portsInWire, wireOf } from './store/splice.ts';
import { useCatalogue, useGraphStoreApi } from './store/useGraphStore.ts';
import { draw, fittingPort, type PortPlace, refuseWire, wireBetween } from './store/wiring.ts';
import { useWiring } from './useWiring.tsx';

/** Adds a node of a kind, selects it, and where it was asked for at the end of a wire, draws the wire; gives its id. */
export function useAddNode(): (spec: NodeSpec, place: SearchPlace) => string {
  const store = useGraphStoreApi();
  const catalogue = useCatalogue();
  const { finish } = useWiring();
  return useCallback(
    (spec, { at, wire, inWire, between }) => {
      const { present } = store.getState().history;
      // the wire that was refused is drawn for once, and what is in its place goes
      const graph = between ? draw(present, catalogue, between.from, between.to) : present;
      const edge = inWire === undefined ? between : wireOf(graph, inWire);
      const ports = edge && portsInWire(graph, catalogue, edge, spec);
      if (edge && ports) {
        const inserted = insertInWire(graph, spec, edge, ports, at);
        store.getState().edit(() => inserted.graph);
        store.getState().select({ items: new Set([inserted.id]), wires: new Set() });
        return inserted.id;
      }
      const size = nodeSize(spec);
      const backwards = wire?.side === 'input' ? size.width + PORT_SIZE : 0;
      const added = addNode(graph, spec, { x: at.x - backwards, y: at.y - size.height / 2 });
      const { edit, select } = store.getState();
      const port = wire && fittingPort(added.graph, catalogue, wire, spec.kind);
      const side = wire?.side === 'output' ? 'input' : 'output';
      const end: PortPlace | undefined = port === undefined ? undefined : { node: added.id, port, side };
      const drawn = wire && end && wireBetween(wire, end);
      const fits = drawn && !refuseWire(added.graph, catalogue, drawn.from, drawn.to);
      edit(() => (fits ? draw(added.graph, catalogue, drawn.from, drawn.to) : added.graph));
      select({ items: new Set([added.id]), wires: new Set() });
      // what does not fit after all is refused with its reason and fix
      if (wire && end && !fits) finish(wire, end);
      return added.id;
    },
    [store, catalogue, finish],
  );
}
