import type { Endpoint, Graph, GraphEdge } from './graph.ts';
import { type GraphIndex, indexGraph } from './graph-index.ts';
import type { Catalogue } from './node-spec.ts';
import { type InputPort, type OutputPort, type PortType, portTypes } from './ports.ts';
import { type Fix, type Problem, problem } from './problems.ts';

/** `policy.model`, as sentences and `--set` write it. */
export function endpointName(endpoint: Endpoint): string {
  return `${endpoint.node}.${endpoint.port}`;
}

function typeNames(types: readonly PortType[], language: 'en' | 'zh'): string {
  return types.map((type) => portTypes[type][language]).join(language === 'en' ? ' or ' : '或');
}

/** Names of the accepted types in both languages, for sentences. */
export function acceptedNames(types: readonly PortType[]): { wanted: string; wantedZh: string } {
  return { wanted: typeNames(types, 'en'), wantedZh: typeNames(types, 'zh') };
}

/** A node kind that turns `given` into one of `wanted`, taking nothing else by force. */
export function findConverter(
  catalogue: Catalogue,
  given: PortType,
  wanted: readonly PortType[],
): (Fix & { action: 'insert-node' }) | undefined {
  for (const spec of catalogue.values()) {
    const required = Object.entries(spec.inputs).filter(([, port]) => !port.optional);
    const [only] = required;
    if (required.length !== 1 || !only?.[1].accepts.includes(given)) continue;
    const output = Object.entries(spec.outputs).find(([, port]) => wanted.includes(port.type));
    if (output) return { action: 'insert-node', kind: spec.kind, input: only[0], output: output[0] };
  }
  return undefined;
}

type Side = 'input' | 'output';

/** The node and kind at a wire's end; either may be missing in a draft. */
function findEnd(index: GraphIndex, catalogue: Catalogue, endpoint: Endpoint) {
  const node = index.nodes.get(endpoint.node);
  return { node, spec: node && catalogue.get(node.kind) };
}

/** A port by name, never one inherited from `Object`. */
function portOf<Port>(ports: Record<string, Port>, name: string): Port | undefined {
  return Object.hasOwn(ports, name) ? ports[name] : undefined;
}

function missingPort(endpoint: Endpoint, direction: Side, ports: object, edge: number): Problem {
  const names = Object.keys(ports).join(', ') || 'none';
  return problem(
    'unknown-port',
    { node: endpoint.node, port: endpoint.port, direction, ports: names },
    { node: endpoint.node, port: endpoint.port, edge, fix: { action: 'remove-edge', edge } },
  );
}

/**
 * Checks one wire of a graph by its index: ends, ports, and types. The browser asks this while a wire is
 * being drawn, the runner before a run; both show the same sentence.
 */
export function checkWire(
  graph: Graph,
  catalogue: Catalogue,
  edge: number,
  index = indexGraph(graph),
): Problem | undefined {
  const wire = graph.edges[edge];
  if (!wire) return undefined;
  const source = findEnd(index, catalogue, wire.from);
  const target = findEnd(index, catalogue, wire.to);
  if (!source.node || !target.node)
    return danglingEdge(graph, edge, source.node ? wire.to.node : wire.from.node);
  if (!source.spec || !target.spec) return undefined;
  const from = portOf(source.spec.outputs, wire.from.port);
  const to = portOf(target.spec.inputs, wire.to.port);
  if (!from) return missingPort(wire.from, 'output', source.spec.outputs, edge);
  if (!to) return missingPort(wire.to, 'input', target.spec.inputs, edge);
  if (to.accepts.includes(from.type)) return takenInput(graph, edge, to.many, index);
  return wrongType(wire, edge, from, to, catalogue);
}

function danglingEdge(graph: Graph, edge: number, node: string): Problem {
  const wire = graph.edges[edge] as GraphEdge;
  const names = { from: endpointName(wire.from), to: endpointName(wire.to), node };
  return problem('dangling-edge', names, { edge, fix: { action: 'remove-edge', edge } });
}

function wrongType(
  wire: GraphEdge,
  edge: number,
  from: OutputPort,
  to: InputPort,
  catalogue: Catalogue,
): Problem {
  const converter = findConverter(catalogue, from.type, to.accepts);
  const hint = converter && catalogue.get(converter.kind)?.title;
  return problem(
    'wrong-type',
    {
      from: endpointName(wire.from),
      to: endpointName(wire.to),
      given: portTypes[from.type].en,
      givenZh: portTypes[from.type].zh,
      ...acceptedNames(to.accepts),
      hint: hint?.en ?? '',
      hintZh: hint?.zh ?? '',
    },
    { node: wire.to.node, port: wire.to.port, edge, fix: converter ?? { action: 'remove-edge', edge } },
  );
}

function takenInput(
  graph: Graph,
  edge: number,
  many: boolean | undefined,
  index: GraphIndex,
): Problem | undefined {
  const wire = graph.edges[edge];
  if (!wire || many) return undefined;
  const first = index.firstWire.get(endpointName(wire.to)) ?? edge;
  if (first >= edge) return undefined;
  const holder = graph.edges[first];
  return problem(
    'input-taken',
    { to: endpointName(wire.to), from: holder ? endpointName(holder.from) : '' },
    { node: wire.to.node, port: wire.to.port, edge, fix: { action: 'remove-edge', edge } },
  );
}
