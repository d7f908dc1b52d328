import type { Graph, GraphEdge, GraphNode } from './graph.ts';

/** Look-ups into a graph, made once for a walk over all of it: with them a plan of thousands of nodes stays quick. */
export interface GraphIndex {
  /** The first node of each id. */
  nodes: ReadonlyMap<string, GraphNode>;
  /** Wires that end at a node, in drawing order. */
  wiresTo: ReadonlyMap<string, readonly GraphEdge[]>;
  /** Index of the first wire that ends at a port, by `node.port`. */
  firstWire: ReadonlyMap<string, number>;
}

/** Makes the look-ups; they hold as long as the graph is not changed. */
export function indexGraph(graph: Graph): GraphIndex {
  const firstWire = new Map<string, number>();
  graph.edges.forEach(({ to }, edge) => {
    const port = `${to.node}.${to.port}`;
    if (!firstWire.has(port)) firstWire.set(port, edge);
  });
  return {
    nodes: new Map(graph.nodes.toReversed().map((node) => [node.id, node])),
    wiresTo: Map.groupBy(graph.edges, ({ to }) => to.node),
    firstWire,
  };
}
