import type { Catalogue, Graph, GraphEdge, GraphGroup, GraphNode, GraphNote, NodeSpec } from '@heed/schema';
import { wireId } from '../canvas/store/edits.ts';

interface Line {
  key: string;
  /** 1 for what stands by itself, one more inside a group or below a node. */
  level: number;
  /** The key of the line that it belongs to. */
  parent?: string;
}

/** One line of the outline: a group, a node, a note, or a port of the node above it with the wire there, if any. */
export type OutlineRow = Line &
  (
    | { type: 'group'; group: GraphGroup }
    | { type: 'node'; node: GraphNode; spec: NodeSpec | undefined }
    | { type: 'note'; note: GraphNote }
    | { type: 'port'; node: GraphNode; side: 'input' | 'output'; port: string; wire?: GraphEdge }
  );

/** Can more be shown below a line? */
export function opens(row: OutlineRow): boolean {
  return row.type === 'group' || row.type === 'node';
}

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

function portRows(node: GraphNode, spec: NodeSpec | undefined, graph: Graph, level: number): OutlineRow[] {
  const row = (side: 'input' | 'output', port: string, wire?: GraphEdge): OutlineRow => ({
    ...{ type: 'port', node, side, port, wire, level, parent: node.id },
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

/**
 * The lines of the outline, in the order in which nodes run: a group stands where its first node runs, a note after all
 * nodes. Ports are listed below the nodes that are open, members below their groups.
 */
export function outlineRows(graph: Graph, catalogue: Catalogue, open: ReadonlySet<string>): OutlineRow[] {
  const homes = new Map(graph.groups.flatMap((group) => group.nodes.map((id) => [id, group] as const)));
  const things: (GraphNode | GraphNote)[] = [...inRunningOrder(graph), ...graph.notes];
  const line = (thing: GraphNode | GraphNote, level: number, parent?: string): OutlineRow[] => {
    if ('text' in thing) return [{ type: 'note', key: thing.id, note: thing, level, parent }];
    const spec = catalogue.get(thing.kind);
    const row: OutlineRow = { type: 'node', key: thing.id, node: thing, spec, level, parent };
    return open.has(thing.id) ? [row, ...portRows(thing, spec, graph, level + 1)] : [row];
  };
  const told = new Set<GraphGroup>();
  const rows = things.flatMap((thing): OutlineRow[] => {
    const group = homes.get(thing.id);
    if (!group) return line(thing, 1);
    if (told.has(group)) return [];
    told.add(group);
    const row: OutlineRow = { type: 'group', key: group.id, group, level: 1 };
    const members = things.filter(({ id }) => homes.get(id) === group);
    return open.has(group.id) ? [row, ...members.flatMap((one) => line(one, 2, group.id))] : [row];
  });
  return rows;
}
