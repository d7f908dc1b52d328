import type { OverlaidNode } from './overlay.ts';

interface Size {
  width: number;
  height: number;
}

type Point = OverlaidNode['node']['position'];
type Box = Point & Size;

/** Room between a node that is moved and the one above it. */
const GAP = 24;

/**
 * Where the nodes of two graphs lie in one picture: those of the later graph where they lie there, those that are gone
 * where they lay, or below what lies there now.
 */
export function placeApart(
  nodes: readonly OverlaidNode[],
  sizeOf: (node: OverlaidNode['node']) => Size,
): Map<string, Point> {
  const boxOf = ({ node }: OverlaidNode): Box => ({ ...node.position, ...sizeOf(node) });
  const places = new Map(nodes.map(({ node }) => [node.id, node.position]));
  const taken = nodes.filter(({ change }) => change !== 'removed').map(boxOf);
  const gone = nodes.filter(({ change }) => change === 'removed');
  for (const overlaid of gone.toSorted((a, b) => a.node.position.y - b.node.position.y)) {
    const box = firstFree(boxOf(overlaid), taken);
    taken.push(box);
    places.set(overlaid.node.id, { x: box.x, y: box.y });
  }
  return places;
}

/** The box where it is free, or below the boxes in its way. */
function firstFree(box: Box, taken: readonly Box[]): Box {
  const inTheWay = taken.filter((other) => overlap(box, other));
  if (inTheWay.length === 0) return box;
  const y = Math.max(...inTheWay.map((other) => other.y + other.height)) + GAP;
  return firstFree({ ...box, y }, taken);
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
