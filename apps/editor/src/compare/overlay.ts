import {
  type Catalogue,
  describeConfig,
  diffGraphs,
  type FieldChange,
  type Graph,
  type GraphDiff,
  type GraphNode,
} from '@heed/schema';

export type Change = 'added' | 'removed' | 'changed' | 'same';

/** A node of either graph with what became of it. */
export interface OverlaidNode {
  node: GraphNode;
  change: Change;
  /** What differs of a changed node. */
  fields: FieldChange[];
}

export interface OverlaidWire {
  from: { node: string; port: string };
  to: { node: string; port: string };
  change: Exclude<Change, 'changed'>;
}

/** Two versions of a graph laid over each other. */
export interface Overlay {
  nodes: OverlaidNode[];
  wires: OverlaidWire[];
  diff: GraphDiff;
}

/** The graph with every parameter written out, so that a default left out and the same value written in are equal. */
export function withDefaults(graph: Graph, catalogue: Catalogue): Graph {
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      const spec = catalogue.get(node.kind);
      if (!spec || spec.version !== node.version) return node;
      const defaults = describeConfig(spec).filter((field) => field.default !== undefined);
      const config = Object.fromEntries(defaults.map((field) => [field.name, field.default]));
      return { ...node, config: { ...config, ...node.config } };
    }),
  };
}

/** Lays one graph over another: all nodes and wires of both, each with what became of it. */
export function overlayGraphs(before: Graph, after: Graph): Overlay {
  const diff = diffGraphs(before, after);
  const changed = new Map(diff.nodes.changed.map(({ id, fields }) => [id, fields]));
  const added = new Set(diff.nodes.added.map(({ id }) => id));
  const removed = new Set(diff.nodes.removed.map(({ id }) => id));
  const kept = after.nodes.map((node): OverlaidNode => {
    const fields = changed.get(node.id) ?? [];
    return { node, fields, change: added.has(node.id) ? 'added' : fields.length > 0 ? 'changed' : 'same' };
  });
  const gone = before.nodes
    .filter(({ id }) => removed.has(id))
    .map((node): OverlaidNode => ({ node, fields: [], change: 'removed' }));
  return { nodes: [...gone, ...kept], wires: overlayWires(before, after, diff), diff };
}

function overlayWires(before: Graph, after: Graph, { wires }: GraphDiff): OverlaidWire[] {
  const isIn = (list: { from: string; to: string }[], { from, to }: Graph['edges'][number]) =>
    list.some((one) => one.from === `${from.node}.${from.port}` && one.to === `${to.node}.${to.port}`);
  const gone = before.edges.filter((wire) => isIn(wires.removed, wire));
  return [
    ...gone.map((wire): OverlaidWire => ({ ...wire, change: 'removed' })),
    ...after.edges.map(
      (wire): OverlaidWire => ({ ...wire, change: isIn(wires.added, wire) ? 'added' : 'same' }),
    ),
  ];
}
