import type { Catalogue, Graph } from '@heed/schema';
import { nodeSize } from './nodeGeometry.ts';
import type { Point } from './store/edits.ts';

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.spacing.nodeNode': '40',
  'elk.layered.spacing.nodeNodeBetweenLayers': '96',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.portConstraints': 'FIXED_ORDER',
};

/**
 * Places the nodes in layers from left to right so that wires cross little. The layout library is fetched only
 * when it is first asked for. Notes stay where they are.
 */
export async function layOut(graph: Graph, catalogue: Catalogue): Promise<Map<string, Point>> {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
  const known = new Set(graph.nodes.map(({ id }) => id));
  const result = await new Elk().layout({
    id: 'graph',
    layoutOptions: options,
    children: graph.nodes.map(({ id, kind }) => ({
      id,
      ...nodeSize(catalogue.get(kind) ?? { inputs: {}, outputs: {} }),
    })),
    edges: graph.edges
      .filter(({ from, to }) => known.has(from.node) && known.has(to.node))
      .map(({ from, to }, index) => ({ id: `wire-${index}`, sources: [from.node], targets: [to.node] })),
  });
  return new Map(result.children?.map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
}
