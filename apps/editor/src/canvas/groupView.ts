import type { Catalogue, Endpoint, Graph, GraphGroup, PortType } from '@heed/schema';
import { HEADER_HEIGHT, NODE_WIDTH, nodeSize, PORT_ROW, portY } from './nodeGeometry.ts';
import type { Box } from './store/align.ts';
import { NOTE_SIZE, type Point } from './store/edits.ts';

/** Room around the members of an open group, and for its title above them. */
const PADDING = 24;
const TITLE = 40;
const CARD_FOOT = 32;

/** A port of a collapsed group: where a wire goes in or out. */
export interface CardPort {
  /** `node.port` of the member. */
  id: string;
  title: Endpoint;
  type: PortType;
}

/** A group as it is drawn: a box behind its members, or a card in their place. */
export interface GroupDrawing {
  group: GraphGroup;
  at: Point;
  width: number;
  height: number;
  inputs: CardPort[];
  outputs: CardPort[];
}

export interface GroupView {
  drawings: GroupDrawing[];
  /** The collapsed group that stands for a node or note. */
  home: ReadonlyMap<string, string>;
}

const nothing: GroupView = { drawings: [], home: new Map() };
const views = new WeakMap<Graph, GroupView>();

/** How the groups of a graph are drawn; groups without members are not. */
export function groupView(graph: Graph, catalogue: Catalogue): GroupView {
  if (graph.groups.length === 0) return nothing;
  let view = views.get(graph);
  if (!view) {
    view = makeView(graph, catalogue);
    views.set(graph, view);
  }
  return view;
}

function makeView(graph: Graph, catalogue: Catalogue): GroupView {
  const boxes = boxesOf(graph, catalogue);
  const home = new Map(
    graph.groups.flatMap(({ id, nodes, collapsed }) =>
      collapsed ? nodes.map((member) => [member, id] as const) : [],
    ),
  );
  const drawings = graph.groups.flatMap((group): GroupDrawing[] => {
    const members = group.nodes.flatMap((id) => boxes.get(id) ?? []);
    if (members.length === 0) return [];
    return group.collapsed
      ? [{ group, ...card(graph, catalogue, group, members) }]
      : [{ group, ...around(members), inputs: [], outputs: [] }];
  });
  return { drawings, home };
}

/** Places and sizes of all nodes and notes. */
export function boxesOf(graph: Graph, catalogue: Catalogue): Map<string, Box> {
  const none = { inputs: {}, outputs: {} };
  return new Map([
    ...graph.nodes.map(
      ({ id, kind, position }) =>
        [id, { id, ...position, ...nodeSize(catalogue.get(kind) ?? none) }] as const,
    ),
    ...graph.notes.map(
      ({ id, position, width = NOTE_SIZE.width, height = NOTE_SIZE.height }) =>
        [id, { id, ...position, width, height }] as const,
    ),
  ]);
}

/** Places and sizes of everything that is drawn: collapsed groups in place of their members. */
export function drawnBoxes(graph: Graph, catalogue: Catalogue): Box[] {
  const { drawings, home } = groupView(graph, catalogue);
  const things = [...boxesOf(graph, catalogue).values()].filter(({ id }) => !home.has(id));
  return [
    ...things,
    ...drawings.map(({ group: { id }, at, width, height }) => ({ id, ...at, width, height })),
  ];
}

/** The box around members, with its padding. */
function around(members: readonly Box[]) {
  const left = Math.min(...members.map(({ x }) => x)) - PADDING;
  const top = Math.min(...members.map(({ y }) => y)) - TITLE - PADDING / 2;
  const right = Math.max(...members.map(({ x, width }) => x + width)) + PADDING;
  const bottom = Math.max(...members.map(({ y, height }) => y + height)) + PADDING;
  return { at: { x: left, y: top }, width: right - left, height: bottom - top };
}

/** The card of a collapsed group, with a port for each end of a wire that crosses its border. */
function card(graph: Graph, catalogue: Catalogue, group: GraphGroup, members: readonly Box[]) {
  const inside = new Set(group.nodes);
  const kinds = new Map(graph.nodes.map(({ id, kind }) => [id, catalogue.get(kind)]));
  const inputs = new Map<string, CardPort>();
  const outputs = new Map<string, CardPort>();
  for (const { from, to } of graph.edges) {
    const type = kinds.get(from.node)?.outputs[from.port]?.type;
    if (!type || inside.has(from.node) === inside.has(to.node)) continue;
    const [ports, end] = inside.has(to.node) ? [inputs, to] : [outputs, from];
    const id = `${end.node}.${end.port}`;
    ports.set(id, { id, title: end, type });
  }
  const rows = Math.max(1, inputs.size, outputs.size);
  return {
    at: around(members).at,
    width: NODE_WIDTH,
    height: HEADER_HEIGHT + rows * PORT_ROW + CARD_FOOT,
    inputs: [...inputs.values()],
    outputs: [...outputs.values()],
  };
}

/** Where the ports of a card lie; an open group has none. */
export function cardHandles({ inputs, outputs, width }: GroupDrawing) {
  return [
    ...inputs.map(({ id }, row) => ({ id, type: 'target' as const, x: 0, y: portY(row) })),
    ...outputs.map(({ id }, row) => ({ id, type: 'source' as const, x: width, y: portY(row) })),
  ];
}
