import type { Endpoint, Graph, GraphEdge, GraphNode } from './graph.ts';
import { type GraphIndex, indexGraph } from './graph-index.ts';
import type { Catalogue, NodeSpec } from './node-spec.ts';
import { topologicalOrder } from './order.ts';
import { portTypes } from './ports.ts';
import { type Problem, problem } from './problems.ts';

/** What is left of a graph without the nodes that are off or bypassed. */
export interface ActiveGraph {
  /** The nodes that run, with wires that lead around bypassed ones. */
  graph: Graph;
  /** For each wire of `graph` the index of the wire that was drawn into the same input; absent where nothing changed. */
  drawn?: number[];
  /** Nodes that are off, hang on one that is, or are bypassed. */
  out: ReadonlySet<string>;
  /** Bypassed nodes that have nothing to hand on. */
  problems: Problem[];
}

/** Where what flows along a wire comes from: a port of a node that runs, a node that is off, or nowhere. */
type Source = Endpoint | 'off' | 'nowhere';

const isEndpoint = (source: Source): source is Endpoint => typeof source === 'object';

/**
 * Leaves out the nodes that are `off` with those that then lack a required input, and leads wires around those that
 * are in `bypass`: each output of such a node stands for the first wire into it that brings the same type.
 */
export function activeGraph(graph: Graph, catalogue: Catalogue): ActiveGraph {
  if (graph.nodes.every(({ mode }) => mode === undefined)) return { graph, out: new Set(), problems: [] };
  const index = indexGraph(graph);
  const sources = new Sources(index, catalogue);
  for (const node of topologicalOrder(graph, index).order) sources.visit(node);
  const wires = graph.edges.flatMap((edge, drawn) => {
    if (sources.out.has(edge.to.node)) return [];
    const from = sources.of(edge.from);
    return isEndpoint(from) ? [{ edge: { from, to: edge.to }, drawn }] : [];
  });
  return {
    graph: {
      ...graph,
      nodes: graph.nodes.filter(({ id }) => !sources.out.has(id)),
      edges: wires.map(({ edge }) => edge),
    },
    drawn: wires.map(({ drawn }) => drawn),
    out: sources.out,
    problems: nothingToHandOn(graph, index, sources),
  };
}

/** Follows each port to where its data comes from. Nodes are visited after those that they read from. */
class Sources {
  readonly out = new Set<string>();
  readonly #off = new Set<string>();
  readonly #handedOn = new Map<string, Record<string, Source>>();
  readonly #index: GraphIndex;
  readonly #catalogue: Catalogue;

  constructor(index: GraphIndex, catalogue: Catalogue) {
    this.#index = index;
    this.#catalogue = catalogue;
  }

  of(from: Endpoint): Source {
    const mode = this.#index.nodes.get(from.node)?.mode;
    if (mode === 'off' || this.#off.has(from.node)) return 'off';
    return mode === 'bypass' ? (this.#handedOn.get(from.node)?.[from.port] ?? 'nowhere') : from;
  }

  visit(node: GraphNode): void {
    const spec = this.#catalogue.get(node.kind);
    const wires = Map.groupBy(this.#index.wiresTo.get(node.id) ?? [], ({ to }) => to.port);
    if (node.mode === 'off' || (node.mode !== 'bypass' && spec && this.#lacksInput(spec, wires)))
      this.#off.add(node.id);
    else if (node.mode === 'bypass') this.#handedOn.set(node.id, this.#handOn(spec, wires));
    else return;
    this.out.add(node.id);
  }

  /** Do all wires into a required input come from nodes that are off? One that was never wired is another problem. */
  #lacksInput(spec: NodeSpec, wires: ReadonlyMap<string, readonly GraphEdge[]>): boolean {
    return Object.entries(spec.inputs).some(
      ([name, { optional }]) =>
        !optional && wires.has(name) && wires.get(name)?.every(({ from }) => this.of(from) === 'off'),
    );
  }

  #handOn(spec: NodeSpec | undefined, wires: ReadonlyMap<string, readonly GraphEdge[]>) {
    const inputs = Object.keys(spec?.inputs ?? {}).flatMap((name) => wires.get(name) ?? []);
    return Object.fromEntries(
      Object.entries(spec?.outputs ?? {}).map(([name, { type }]): [string, Source] => {
        const wire = inputs.find(({ from }) => this.#typeOf(from) === type);
        return [name, wire ? this.of(wire.from) : 'nowhere'];
      }),
    );
  }

  #typeOf({ node, port }: Endpoint) {
    const outputs = this.#catalogue.get(this.#index.nodes.get(node)?.kind ?? '')?.outputs ?? {};
    return Object.hasOwn(outputs, port) ? outputs[port]?.type : undefined;
  }

  /** What an output of a bypassed node gives, in words. */
  titleOf(end: Endpoint) {
    const type = this.#typeOf(end);
    return type ? portTypes[type] : { en: end.port, zh: end.port };
  }
}

function nothingToHandOn(graph: Graph, index: GraphIndex, sources: Sources): Problem[] {
  const told = new Set<string>();
  return graph.edges.flatMap(({ from, to }) => {
    const name = `${from.node}.${from.port}`;
    if (told.has(name) || sources.out.has(to.node) || sources.of(from) !== 'nowhere') return [];
    if (index.nodes.get(from.node)?.mode !== 'bypass') return [];
    told.add(name);
    const { en: given, zh: givenZh } = sources.titleOf(from);
    return [
      problem(
        'cannot-bypass',
        { node: from.node, port: from.port, given, givenZh },
        { node: from.node, port: from.port },
      ),
    ];
  });
}
