import type { Catalogue, Graph, GraphEdge, GraphNode, NodeSpec } from '@heed/schema';
import { wireId } from '../canvas/store/edits.ts';

/** One line of the outline: a node, or a port of the node above it with the wire there, if any. */
export type OutlineRow =
  | { type: 'node'; key: string; node: GraphNode; spec: NodeSpec | undefined }
  | { type: 'port'; key: string; node: GraphNode; side: 'input' | 'output'; port: string; wire?: GraphEdge };

/** Nodes so that each comes after those that it reads from; those of a cycle come last. */
function inRunningOrder({ nodes, edges }: Graph): GraphNode[] {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const waiting = new Map(nodes.map(({ id }) => [id, new Set<string>()]));
  for (const { from, to } of edges) if (known.has(from.node)) waiting.get(to.node)?.add(from.node);
  const followers = Map.groupBy(edges, ({ from }) => from.node);
  const ready = nodes.filter(({ id }) => waiting.get(id)?.size === 0);
  for (const { id } of ready)
    for (const { to } of followers.get(id) ?? []) {
      const needs = waiting.get(to.node);
      const next = known.get(to.node);
      if (needs?.delete(id) && needs.size === 0 && next) ready.push(next);
    }
  const placed = new Set(ready);
  return [...ready, ...nodes.filter((node) => !placed.has(node))];
}

function portRows(node: GraphNode, spec: NodeSpec | undefined, graph: Graph): OutlineRow[] {
  const row = (side: 'input' | 'output', port: string, wire?: GraphEdge): OutlineRow => ({
    ...{ type: 'port', node, side, port, wire },
    key: `${node.id} ${side} ${port} ${wire ? wireId(wire) : ''}`,
  });
  const rows = (side: 'input' | 'output', ports: object) =>
    Object.keys(ports).flatMap((port) => {
      const wires = graph.edges.filter(({ from, to }) => {
        const end = side === 'input' ? to : from;
        return end.node === node.id && end.port === port;
      });
      return wires.length > 0 ? wires.map((wire) => row(side, port, wire)) : [row(side, port)];
    });
  return [...rows('input', spec?.inputs ?? {}), ...rows('output', spec?.outputs ?? {})];
}

/** The lines of the outline, in the order in which nodes run; ports are listed under the nodes that are open. */
export function outlineRows(graph: Graph, catalogue: Catalogue, open: ReadonlySet<string>): OutlineRow[] {
  return inRunningOrder(graph).flatMap((node) => {
    const spec = catalogue.get(node.kind);
    const row: OutlineRow = { type: 'node', key: node.id, node, spec };
    return open.has(node.id) ? [row, ...portRows(node, spec, graph)] : [row];
  });
}
