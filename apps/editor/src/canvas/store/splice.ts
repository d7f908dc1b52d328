import type { Catalogue, Graph, GraphEdge, NodeSpec } from '@heed/schema';
import { nodeSize } from '../nodeGeometry.ts';
import { addNode, connect, move, remove, replaceWire, wireId } from './edits.ts';

/** The ports by which a node can stand in a wire. */
export interface WirePorts {
  input: string;
  output: string;
}

/** The wire of an id, as it is drawn. */
export function wireOf(graph: Graph, id: string): GraphEdge | undefined {
  return graph.edges.find((one) => wireId(one) === id);
}

function specOf(graph: Graph, catalogue: Catalogue, node: string): NodeSpec | undefined {
  return catalogue.get(graph.nodes.find(({ id }) => id === node)?.kind ?? '');
}

/** The first ports of a kind that take what a wire brings and give what its end takes; undefined where there are none. */
export function portsInWire(
  graph: Graph,
  catalogue: Catalogue,
  { from, to }: GraphEdge,
  spec: NodeSpec,
): WirePorts | undefined {
  const given = specOf(graph, catalogue, from.node)?.outputs[from.port]?.type;
  const accepts = specOf(graph, catalogue, to.node)?.inputs[to.port]?.accepts;
  const input = Object.entries(spec.inputs).find(([, port]) => given && port.accepts.includes(given))?.[0];
  const output = Object.entries(spec.outputs).find(([, port]) => accepts?.includes(port.type))?.[0];
  return input === undefined || output === undefined ? undefined : { input, output };
}

/** Puts a node that is there already into a wire, with a wire on either side. */
export function splice(graph: Graph, wire: GraphEdge, node: string, { input, output }: WirePorts): Graph {
  const without = remove(graph, new Set(), new Set([wireId(wire)]));
  return connect(replaceWire(without, wire.from, { node, port: input }), { node, port: output }, wire.to);
}

/** Room on either side of a node in a wire. */
const ROOM = 64;

/** Moves everything from the end of a wire on to the right, as far as a node of this width in the wire needs. */
function makeRoom(graph: Graph, { from, to }: GraphEdge, width: number): { graph: Graph; by: number } {
  const [start, end] = [from, to].map(({ node }) => graph.nodes.find(({ id }) => id === node)?.position.x);
  if (start === undefined || end === undefined || end <= start) return { graph, by: 0 };
  const by = Math.max(0, start + 2 * (width + ROOM) - end);
  const later = [...graph.nodes, ...graph.notes].filter(({ position }) => position.x >= end);
  const places = later.map(({ id, position }) => [id, { x: position.x + by, y: position.y }] as const);
  return { graph: move(graph, new Map(places)), by };
}

/** Adds a node of a kind in a wire, half-way between its ends, where room is made for it; returns its id too. */
export function insertInWire(
  graph: Graph,
  spec: NodeSpec,
  wire: GraphEdge,
  ports: WirePorts,
  at: { x: number; y: number },
): { graph: Graph; id: string } {
  const { width, height } = nodeSize(spec);
  const room = makeRoom(graph, wire, width);
  const place = { x: at.x + room.by / 2 - width / 2, y: at.y - height / 2 };
  const added = addNode(room.graph, spec, place);
  return { graph: splice(added.graph, wire, added.id, ports), id: added.id };
}

/** May a node be dropped into a wire? Only one that no other wire has at those ports, and not one of the wire's ends. */
export function dropInWire(
  graph: Graph,
  catalogue: Catalogue,
  wire: GraphEdge,
  node: string,
): WirePorts | undefined {
  const spec = specOf(graph, catalogue, node);
  const wired = graph.edges.some(({ from, to }) => from.node === node || to.node === node);
  return spec && !wired ? portsInWire(graph, catalogue, wire, spec) : undefined;
}
