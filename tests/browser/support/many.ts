import type { Graph } from '@heed/schema';
import { weather } from '../../journeys/support/graphs.ts';

/** Room between two copies of the template on the canvas. */
const GAP = 300;

/** How much wider than high the whole is, about as the canvas. */
const SHAPE = 4 / 3;

/** A graph of real kinds: the weather template again and again, side by side. */
export function graphOf(count: number): Graph {
  const one = weather();
  const copies = Math.ceil(count / one.nodes.length);
  const width = Math.max(...one.nodes.map(({ position }) => position.x)) + 256 + GAP;
  const height = Math.max(...one.nodes.map(({ position }) => position.y)) + 220 + GAP;
  const columns = Math.round(Math.sqrt((copies * SHAPE * height) / width));
  const numbers = Array.from({ length: copies }, (_, copy) => copy);
  return {
    ...one,
    name: `${count} nodes`,
    notes: [],
    groups: [],
    parameters: [],
    needs: undefined,
    nodes: numbers.flatMap((copy) =>
      one.nodes.map((node) => ({
        ...node,
        id: `${node.id}-${copy}`,
        position: {
          x: node.position.x + (copy % columns) * width,
          y: node.position.y + Math.floor(copy / columns) * height,
        },
      })),
    ),
    edges: numbers.flatMap((copy) =>
      one.edges.map(({ from, to }) => ({
        from: { ...from, node: `${from.node}-${copy}` },
        to: { ...to, node: `${to.node}-${copy}` },
      })),
    ),
  };
}
