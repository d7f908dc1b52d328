import {
  type Catalogue,
  checkWire,
  type Endpoint,
  endpointName,
  type Graph,
  type Problem,
  problem,
} from '@heed/schema';
import { connect, replaceWire, wireId } from './edits.ts';
import { Neighborhood } from './neighborhood.ts';

export type Side = 'input' | 'output';

/** One port on the canvas. */
export interface PortPlace extends Endpoint {
  side: Side;
}

/** A name for a port that tells inputs from outputs. */
export function portKey({ side, node, port }: PortPlace): string {
  return `${side}:${node}.${port}`;
}

/** The wire between two ports, whichever was touched first; undefined for two of one side. */
export function wireBetween(a: PortPlace, b: PortPlace): { from: Endpoint; to: Endpoint } | undefined {
  if (a.side === b.side) return undefined;
  const [output, input] = a.side === 'output' ? [a, b] : [b, a];
  return { from: { node: output.node, port: output.port }, to: { node: input.node, port: input.port } };
}

/** How a wire would land on a port that takes its type. */
export type Landing =
  | { kind: 'free' }
  /** The input has a wire from there, which would go. */
  | { kind: 'taken'; from: Endpoint }
  /** What is known of both ends does not agree. */
  | { kind: 'differs'; problem: Problem };

/** The ports where a wire may end, by `portKey`. */
export type Landings = ReadonlyMap<string, Landing>;

function kindOf(graph: Graph, catalogue: Catalogue, node: string) {
  return catalogue.get(graph.nodes.find(({ id }) => id === node)?.kind ?? '');
}

/** Draws a wire; what an input that takes one only had before goes. */
export function draw(graph: Graph, catalogue: Catalogue, from: Endpoint, to: Endpoint): Graph {
  if (graph.edges.some((one) => wireId(one) === wireId({ from, to }))) return graph;
  const isMany = kindOf(graph, catalogue, to.node)?.inputs[to.port]?.many;
  return (isMany ? connect : replaceWire)(graph, from, to);
}

/** The nodes from `start` to `goal` along the wires, both included; undefined where no way leads. */
function findWay(graph: Graph, start: string, goal: string): string[] | undefined {
  const ways = [[start]];
  const seen = new Set([start]);
  for (let way = ways.shift(); way; way = ways.shift()) {
    const last = way.at(-1);
    if (last === goal) return way;
    for (const { from, to } of graph.edges) {
      if (from.node !== last || seen.has(to.node)) continue;
      seen.add(to.node);
      ways.push([...way, to.node]);
    }
  }
  return undefined;
}

function checkCycle(graph: Graph, from: Endpoint, to: Endpoint): Problem | undefined {
  const way = findWay(graph, to.node, from.node);
  return way && problem('cycle', { path: [from.node, ...way].join(' → ') }, { node: to.node });
}

/** Why a new wire may not be drawn, in the runner's words; undefined where it may. */
export function refuseWire(
  graph: Graph,
  catalogue: Catalogue,
  from: Endpoint,
  to: Endpoint,
): Problem | undefined {
  const wired = replaceWire(graph, from, to);
  return (
    checkWire(wired, catalogue, wired.edges.length - 1) ??
    checkCycle(graph, from, to) ??
    new Neighborhood(graph, catalogue).newProblem(from, to)
  );
}

/** The ports that fit a wire begun at `start` by their type and close no circle: those that light up while dragging. */
export function landings(graph: Graph, catalogue: Catalogue, start: PortPlace): Map<string, Landing> {
  const neighborhood = new Neighborhood(graph, catalogue);
  const reached = start.side === 'output' ? neighborhood.before(start.node) : neighborhood.after(start.node);
  const side: Side = start.side === 'output' ? 'input' : 'output';
  const holders = new Map(graph.edges.map(({ from, to }) => [endpointName(to), from]));
  const accepts = compatibility(graph, catalogue, start);
  const isMany = (input: PortPlace, kind: string) => catalogue.get(kind)?.inputs[input.port]?.many === true;
  const startKind = graph.nodes.find(({ id }) => id === start.node)?.kind ?? '';
  const found = new Map<string, Landing>();
  for (const { id, kind } of graph.nodes) {
    const spec = catalogue.get(kind);
    if (!spec || reached.has(id)) continue;
    for (const port of Object.keys(side === 'input' ? spec.inputs : spec.outputs)) {
      if (!accepts(kind, port)) continue;
      const place = { node: id, port, side };
      const [input, inputKind, output] = side === 'input' ? [place, kind, start] : [start, startKind, place];
      const holder = isMany(input, inputKind) ? undefined : holders.get(endpointName(input));
      if (holder && endpointName(holder) === endpointName(output)) continue;
      found.set(portKey(place), holder ? { kind: 'taken', from: holder } : { kind: 'free' });
    }
  }
  return found;
}

/** The same ports, with those told apart where what is known of both ends does not agree. */
export function comparedLandings(
  graph: Graph,
  catalogue: Catalogue,
  start: PortPlace,
  ports: Landings,
): Map<string, Landing> {
  const neighborhood = new Neighborhood(graph, catalogue);
  const places = graph.nodes.flatMap(({ id, kind }) => {
    const spec = catalogue.get(kind);
    const side: Side = start.side === 'output' ? 'input' : 'output';
    return Object.keys((side === 'input' ? spec?.inputs : spec?.outputs) ?? {}).map((port) => ({
      node: id,
      port,
      side,
    }));
  });
  return new Map(
    places.flatMap((place): [string, Landing][] => {
      const landing = ports.get(portKey(place));
      const wire = wireBetween(start, place);
      if (!landing || !wire) return [];
      const differing = neighborhood.newProblem(wire.from, wire.to);
      return [[portKey(place), differing ? { kind: 'differs', problem: differing } : landing]];
    }),
  );
}

function compatibility(graph: Graph, catalogue: Catalogue, start: PortPlace) {
  const spec = kindOf(graph, catalogue, start.node);
  return (kind: string, port: string): boolean => {
    const other = catalogue.get(kind);
    const output = start.side === 'output' ? spec?.outputs[start.port] : other?.outputs[port];
    const input = start.side === 'output' ? other?.inputs[port] : spec?.inputs[start.port];
    return Boolean(output && input?.accepts.includes(output.type));
  };
}

/** The first port of a kind that a wire begun at `start` fits, for adding a node at the end of a wire. */
export function fittingPort(
  graph: Graph,
  catalogue: Catalogue,
  start: PortPlace,
  kind: string,
): string | undefined {
  const accepts = compatibility(graph, catalogue, start);
  const spec = catalogue.get(kind);
  const ports = Object.keys((start.side === 'output' ? spec?.inputs : spec?.outputs) ?? {});
  return ports.find((port) => accepts(kind, port));
}
