import {
  type Catalogue,
  type Endpoint,
  endpointName,
  type Fix,
  type Graph,
  type GraphEdge,
  type GraphGroup,
  type GraphNode,
  type GraphNote,
  migrateConfig,
  type NodeMode,
  type NodeSpec,
} from '@heed/schema';
import { nodeSize } from '../nodeGeometry.ts';

export interface Point {
  x: number;
  y: number;
}

/** Positions sit on this grid, in canvas pixels, so that nodes line up without effort. */
export const GRID = 8;

/** Notes without a size of their own are this big. */
export const NOTE_SIZE = { width: 240, height: 120 };

/** A point on a grid and inside the range that a graph file allows. */
export function snapped({ x, y }: Point, grid = GRID): Point {
  const snap = (value: number) => Math.min(1e6, Math.max(-1e6, Math.round(value / grid) * grid));
  return { x: snap(x), y: snap(y) };
}

/** `sft`, then `sft-2`, `sft-3`, …: the first that neither a node nor a note has. */
export function freeId(taken: ReadonlySet<string>, wish: string): string {
  return freeIds(taken)(wish);
}

/** Gives free ids one after the other, each once: `const next = freeIds(taken)`, `next('sft')`, `next('sft')`. */
export function freeIds(taken: ReadonlySet<string>): (wish: string) => string {
  const given = new Map<string, number>();
  return (wish) => {
    const base = wish.replace(/-\d+$/, '');
    for (let number = (given.get(base) ?? 0) + 1; ; number++) {
      const id = number === 1 ? base : `${base}-${number}`;
      if (taken.has(id)) continue;
      given.set(base, number);
      return id;
    }
  };
}

/** All ids in use in a graph. */
export function takenIds(graph: Graph): Set<string> {
  return new Set([...graph.nodes, ...graph.notes, ...graph.groups].map(({ id }) => id));
}

/** A name for a wire that stays the same while other wires come and go. */
export function wireId({ from, to }: GraphEdge): string {
  return `${endpointName(from)}->${endpointName(to)}`;
}

function changeNode(graph: Graph, id: string, change: (node: GraphNode) => GraphNode): Graph {
  return { ...graph, nodes: graph.nodes.map((node) => (node.id === id ? change(node) : node)) };
}

/** Adds a node of a kind with its default config; returns its new id too. */
export function addNode(graph: Graph, spec: NodeSpec, position: Point): { graph: Graph; id: string } {
  const id = freeId(takenIds(graph), spec.kind);
  const node = { id, kind: spec.kind, version: spec.version, position: snapped(position), config: {} };
  return { graph: { ...graph, nodes: [...graph.nodes, node] }, id };
}

/** Draws a wire; a wire that is there already is not drawn twice. */
export function connect(graph: Graph, from: Endpoint, to: Endpoint): Graph {
  const wire = { from, to };
  if (graph.edges.some((one) => wireId(one) === wireId(wire))) return graph;
  return { ...graph, edges: [...graph.edges, wire] };
}

/** Draws a wire in place of whatever ends at the same input. */
export function replaceWire(graph: Graph, from: Endpoint, to: Endpoint): Graph {
  const others = graph.edges.filter((one) => endpointName(one.to) !== endpointName(to));
  return connect({ ...graph, edges: others }, from, to);
}

/** Groups without some of their members; one that is left empty goes too. */
function withoutMembers(groups: readonly GraphGroup[], ids: ReadonlySet<string>): GraphGroup[] {
  return groups.flatMap((group) => {
    const nodes = group.nodes.filter((id) => !ids.has(id));
    if (nodes.length === group.nodes.length) return group;
    return nodes.length > 0 ? { ...group, nodes } : [];
  });
}

/** Removes nodes, notes and groups by id and wires by `wireId`; wires of removed nodes go with them. */
export function remove(graph: Graph, ids: ReadonlySet<string>, wires: ReadonlySet<string>): Graph {
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => !ids.has(id)),
    notes: graph.notes.filter(({ id }) => !ids.has(id)),
    edges: graph.edges.filter(
      (wire) => !wires.has(wireId(wire)) && !ids.has(wire.from.node) && !ids.has(wire.to.node),
    ),
    groups: withoutMembers(graph.groups, ids).filter(({ id }) => !ids.has(id)),
    parameters: graph.parameters.filter(({ node }) => !ids.has(node)),
    ...(graph.needs?.files && {
      needs: { ...graph.needs, files: graph.needs.files.filter(({ node }) => !ids.has(node)) },
    }),
  };
}

/** Puts nodes and notes at new places, on the grid or to the pixel. Returns the same graph where nothing moved. */
export function move(graph: Graph, places: ReadonlyMap<string, Point>, grid = GRID): Graph {
  let moved = false;
  const place = <Item extends { id: string; position: Point }>(item: Item): Item => {
    const wish = places.get(item.id);
    const position = wish && snapped(wish, grid);
    if (!position || (position.x === item.position.x && position.y === item.position.y)) return item;
    moved = true;
    return { ...item, position };
  };
  const next = { ...graph, nodes: graph.nodes.map(place), notes: graph.notes.map(place) };
  return moved ? next : graph;
}

/** Sets one parameter; `undefined` takes it back to its default. */
export function setConfig(graph: Graph, id: string, name: string, value: unknown): Graph {
  return changeNode(graph, id, (node) => {
    const { [name]: _old, ...others } = node.config;
    return { ...node, config: value === undefined ? others : { ...others, [name]: value } };
  });
}

/** Sets the name shown on a node; an empty one goes back to the title of the kind. */
export function setLabel(graph: Graph, id: string, label: string): Graph {
  return changeNode(graph, id, (node) => {
    const { label: _old, ...others } = node;
    return label.trim() === '' ? others : { ...others, label: label.slice(0, 200) };
  });
}

/** Gives a node another id; its wires and all that speaks of it follow. The caller checks that the id is free. */
export function renameNode(graph: Graph, id: string, newId: string): Graph {
  const follow = <Place extends { node: string }>(place: Place): Place =>
    place.node === id ? { ...place, node: newId } : place;
  const { edges, groups, parameters, needs } = graph;
  return {
    ...changeNode(graph, id, (node) => ({ ...node, id: newId })),
    edges: edges.map(({ from, to }) => ({ from: follow(from), to: follow(to) })),
    groups: groups.map((group) => ({
      ...group,
      nodes: group.nodes.map((member) => (member === id ? newId : member)),
    })),
    parameters: parameters.map(follow),
    ...(needs?.files && { needs: { ...needs, files: needs.files.map(follow) } }),
  };
}

/** Changes what stands above the graph: its name, description or seed. */
export function setGraph(
  graph: Graph,
  change: Partial<Pick<Graph, 'name' | 'description' | 'seed' | 'needs'>>,
): Graph {
  return { ...graph, ...change };
}

/** Switches nodes off or bypasses them; where all of them are so already, takes them back in. */
export function toggleMode(graph: Graph, ids: ReadonlySet<string>, mode: NodeMode): Graph {
  const chosen = graph.nodes.filter(({ id }) => ids.has(id));
  const undone = chosen.every((node) => node.mode === mode);
  const nodes = graph.nodes.map((node) => {
    if (!ids.has(node.id)) return node;
    const { mode: _old, ...others } = node;
    return undone ? others : { ...others, mode };
  });
  return { ...graph, nodes };
}

/** Takes away everything that is drawn; name, description and seed stay. */
export function clear(graph: Graph): Graph {
  return { ...graph, nodes: [], edges: [], notes: [], groups: [], parameters: [] };
}

/** Adds a note; returns its id too. */
export function addNote(graph: Graph, position: Point, text = ''): { graph: Graph; id: string } {
  const id = freeId(takenIds(graph), 'note');
  return { graph: { ...graph, notes: [...graph.notes, { id, text, position: snapped(position) }] }, id };
}

/** Changes the text or the size of a note. */
export function setNote(
  graph: Graph,
  id: string,
  change: Partial<Pick<GraphNote, 'text' | 'width' | 'height' | 'color'>>,
): Graph {
  return { ...graph, notes: graph.notes.map((note) => (note.id === id ? { ...note, ...change } : note)) };
}

/** Puts the node that a fix proposes between two ports, half-way, with both wires. */
export function insertConverter(
  graph: Graph,
  spec: NodeSpec,
  fix: Fix & { action: 'insert-node' },
  from: Endpoint,
  to: Endpoint,
): { graph: Graph; id: string } {
  const position = between(graph, from.node, to.node, nodeSize(spec));
  const added = addNode(graph, spec, position);
  const first = connect(added.graph, from, { node: added.id, port: fix.input });
  return { graph: replaceWire(first, { node: added.id, port: fix.output }, to), id: added.id };
}

function between(graph: Graph, a: string, b: string, size: { height: number }): Point {
  const [first, second] = [a, b].map((id) => graph.nodes.find((node) => node.id === id)?.position);
  if (!first || !second) return { x: 0, y: 0 };
  const middle = { x: (first.x + second.x) / 2, y: (first.y + second.y) / 2 };
  return second.x - first.x < 560
    ? { x: middle.x, y: Math.max(first.y, second.y) + size.height + 40 }
    : middle;
}

/** Brings each node's config to its kind's current version, so that edits speak one language. */
export function upgradeNodes(graph: Graph, catalogue: Catalogue): Graph {
  const nodes = graph.nodes.map((node) => {
    const spec = catalogue.get(node.kind);
    if (!spec || node.version >= spec.version) return node;
    return { ...node, version: spec.version, config: migrateConfig(spec, node.version, node.config) };
  });
  return { ...graph, nodes };
}
