import type { Catalogue, Graph, GraphEdge } from '@heed/schema';
import { nodeSize, portY } from './nodeGeometry.ts';
import type { Point } from './store/edits.ts';

/** The wire drawn under a point of the window. */
export function wireUnder({ x, y }: Point): Element | undefined {
  return document
    .elementsFromPoint(x, y)
    .flatMap((element) => element.closest('.react-flow__edge') ?? [])
    .at(0);
}

/** The middle of a wire on the canvas; undefined where one of its ports is unknown. */
export function middleOfWire(graph: Graph, catalogue: Catalogue, { from, to }: GraphEdge): Point | undefined {
  const ends = [
    { ...from, side: 'outputs' },
    { ...to, side: 'inputs' },
  ] as const;
  const [start, end] = ends.map(({ node: id, port, side }) => {
    const node = graph.nodes.find((one) => one.id === id);
    const spec = node && catalogue.get(node.kind);
    const row = spec ? Object.keys(spec[side]).indexOf(port) : -1;
    if (!node || !spec || row < 0) return undefined;
    const right = side === 'outputs' ? nodeSize(spec).width : 0;
    return { x: node.position.x + right, y: node.position.y + portY(row) };
  });
  return start && end && { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
}
