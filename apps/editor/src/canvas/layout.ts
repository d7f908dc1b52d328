import type { Catalogue, Graph, GraphNode } from '@heed/schema';
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import { nodeSize, portY } from './nodeGeometry.ts';
import { placeNotes } from './placeNotes.ts';
import type { Point } from './store/edits.ts';

/** Places the boxes of a drawing; the layout library, or a worker with it. */
export interface LayoutEngine {
  layout(drawing: ElkNode): Promise<ElkNode>;
}

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.spacing.nodeNode': '40',
  'elk.layered.spacing.nodeNodeBetweenLayers': '96',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
};
/** Room inside the box of a group: its title stands above the members. */
const groupOptions = { 'elk.padding': '[top=56,left=32,bottom=32,right=32]' };

const portId = (node: string, side: 'in' | 'out', port: string) => `${node} ${side} ${port}`;

function boxOf({ id, kind }: GraphNode, catalogue: Catalogue): ElkNode {
  const spec = catalogue.get(kind) ?? { inputs: {}, outputs: {} };
  const size = nodeSize(spec);
  const ports = (side: 'in' | 'out', names: string[]) =>
    names.map((port, row) => ({
      id: portId(id, side, port),
      x: side === 'in' ? 0 : size.width,
      y: portY(row),
      width: 0,
      height: 0,
      layoutOptions: { 'elk.port.side': side === 'in' ? 'WEST' : 'EAST' },
    }));
  return {
    id,
    ...size,
    ports: [...ports('in', Object.keys(spec.inputs)), ...ports('out', Object.keys(spec.outputs))],
    layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
  };
}

/** The drawing that is laid out: groups hold their members, wires lead from port to port. */
function drawingOf(graph: Graph, catalogue: Catalogue, nodes: readonly GraphNode[]): ElkNode {
  const boxes = new Map(nodes.map((node) => [node.id, boxOf(node, catalogue)]));
  const ports = new Set([...boxes.values()].flatMap((box) => box.ports?.map(({ id }) => id) ?? []));
  const groups = graph.groups.flatMap(({ id, nodes: members }): ElkNode[] => {
    const children = members.flatMap((member) => boxes.get(member) ?? []);
    for (const { id: member } of children) boxes.delete(member);
    return children.length > 0 ? [{ id: `group ${id}`, children, layoutOptions: groupOptions }] : [];
  });
  const edges = graph.edges.flatMap(({ from, to }, index) => {
    const ends = [portId(from.node, 'out', from.port), portId(to.node, 'in', to.port)] as const;
    return ends.every((end) => ports.has(end))
      ? [{ id: `wire ${index}`, sources: [ends[0]], targets: [ends[1]] }]
      : [];
  });
  return { id: 'graph', layoutOptions: options, children: [...groups, ...boxes.values()], edges };
}

/** Places on the canvas of all boxes that hold no others. */
function placesIn({ children = [] }: ElkNode, from: Point = { x: 0, y: 0 }): [string, Point][] {
  return children.flatMap((box): [string, Point][] => {
    const at = { x: from.x + (box.x ?? 0), y: from.y + (box.y ?? 0) };
    return box.children ? placesIn(box, at) : [[box.id, at]];
  });
}

function corner(points: readonly Point[]): Point {
  return { x: Math.min(...points.map(({ x }) => x)), y: Math.min(...points.map(({ y }) => y)) };
}

/**
 * Places the nodes, or only some of them, in layers from left to right so that wires cross little; the upper left
 * corner stays where it was. Notes go along with the nodes beside which they stand.
 */
export async function layOut(
  graph: Graph,
  catalogue: Catalogue,
  engine: LayoutEngine,
  only?: ReadonlySet<string>,
): Promise<Map<string, Point>> {
  const nodes = graph.nodes.filter(({ id }) => !only || only.has(id));
  if (nodes.length === 0) return new Map();
  const placed = placesIn(await engine.layout(drawingOf(graph, catalogue, nodes)));
  const before = corner(nodes.map(({ position }) => position));
  const after = corner(placed.map(([, point]) => point));
  const places = new Map(
    placed.map(([id, { x, y }]) => [id, { x: x - after.x + before.x, y: y - after.y + before.y }] as const),
  );
  return new Map([...places, ...placeNotes(graph, catalogue, places, only)]);
}

/** The layout library in a worker of its own, fetched when it is first asked for, so that the page goes on. */
export async function layOutInWorker(
  graph: Graph,
  catalogue: Catalogue,
  only?: ReadonlySet<string>,
): Promise<Map<string, Point>> {
  const [{ default: Elk }, { default: url }] = await Promise.all([
    import('elkjs/lib/elk-api.js'),
    import('elkjs/lib/elk-worker.min.js?url'),
  ]);
  const engine = new Elk({ workerFactory: () => new Worker(url) });
  try {
    return await layOut(graph, catalogue, engine, only);
  } finally {
    engine.terminateWorker();
  }
}
