import {
  type Catalogue,
  checkWire,
  type Endpoint,
  endpointName,
  type Graph,
  type Problem,
  plan,
  problem,
} from '@heed/schema';

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

function withWire(graph: Graph, from: Endpoint, to: Endpoint): Graph {
  return { ...graph, edges: [...graph.edges, { from, to }] };
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

function checkFacts(graph: Graph, catalogue: Catalogue, from: Endpoint, to: Endpoint): Problem | undefined {
  const differing = (one: Graph) =>
    plan(one, catalogue).problems.filter(({ code }) => code === 'facts-differ');
  const known = new Set(differing(graph).map(({ message }) => message.en));
  return differing(withWire(graph, from, to)).find(({ message }) => !known.has(message.en));
}

/** Why a new wire may not be drawn, in the runner's words; undefined where it may. */
export function refuseWire(
  graph: Graph,
  catalogue: Catalogue,
  from: Endpoint,
  to: Endpoint,
): Problem | undefined {
  return (
    checkWire(withWire(graph, from, to), catalogue, graph.edges.length) ??
    checkCycle(graph, from, to) ??
    checkFacts(graph, catalogue, from, to)
  );
}

/** Ports that a wire begun at `start` may end at, as `portKey`s: those that light up while dragging. */
export function openPorts(graph: Graph, catalogue: Catalogue, start: PortPlace): Set<string> {
  const open = new Set<string>();
  const reached = start.side === 'output' ? ancestors(graph, start.node) : descendants(graph, start.node);
  const side: Side = start.side === 'output' ? 'input' : 'output';
  const taken = new Set(graph.edges.map(({ to }) => endpointName(to)));
  const accepts = compatibility(graph, catalogue, start);
  for (const node of graph.nodes) {
    const spec = catalogue.get(node.kind);
    if (!spec || reached.has(node.id)) continue;
    for (const port of Object.keys(side === 'input' ? spec.inputs : spec.outputs)) {
      const place = { node: node.id, port, side };
      const input = side === 'input' ? place : start;
      const inputSpec = catalogue.get(graph.nodes.find(({ id }) => id === input.node)?.kind ?? '');
      const full = taken.has(endpointName(input)) && !inputSpec?.inputs[input.port]?.many;
      if (!full && accepts(node.kind, port)) open.add(portKey(place));
    }
  }
  return open;
}

function compatibility(graph: Graph, catalogue: Catalogue, start: PortPlace) {
  const spec = catalogue.get(graph.nodes.find(({ id }) => id === start.node)?.kind ?? '');
  return (kind: string, port: string): boolean => {
    const other = catalogue.get(kind);
    const output = start.side === 'output' ? spec?.outputs[start.port] : other?.outputs[port];
    const input = start.side === 'output' ? other?.inputs[port] : spec?.inputs[start.port];
    return Boolean(output && input?.accepts.includes(output.type));
  };
}

function reach(start: string, pairs: readonly (readonly [string, string])[]): Set<string> {
  const next = Map.groupBy(pairs, ([from]) => from);
  const seen = new Set([start]);
  for (const id of seen) for (const [, to] of next.get(id) ?? []) seen.add(to);
  return seen;
}

function descendants(graph: Graph, id: string): Set<string> {
  return reach(
    id,
    graph.edges.map(({ from, to }) => [from.node, to.node] as const),
  );
}

function ancestors(graph: Graph, id: string): Set<string> {
  return reach(
    id,
    graph.edges.map(({ from, to }) => [to.node, from.node] as const),
  );
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
