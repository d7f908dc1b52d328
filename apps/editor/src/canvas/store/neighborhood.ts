import { type Catalogue, type Endpoint, type Graph, type Problem, plan } from '@heed/schema';
import { replaceWire } from './edits.ts';
import { parseOnce } from './parseOnce.ts';

function reach(starts: Iterable<string>, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set(starts);
  for (const id of seen) for (const follower of next.get(id) ?? []) seen.add(follower);
  return seen;
}

/** Finds what a wire touches: looked up once for a graph, and then asked about many wires. */
export class Neighborhood {
  readonly #graph: Graph;
  readonly #catalogue: Catalogue;
  readonly #after: ReadonlyMap<string, string[]>;
  readonly #before: ReadonlyMap<string, string[]>;

  constructor(graph: Graph, catalogue: Catalogue) {
    const group = (of: 'from' | 'to', other: 'from' | 'to') =>
      new Map(
        [...Map.groupBy(graph.edges, (wire) => wire[of].node)].map(([id, wires]) => [
          id,
          wires.map((wire) => wire[other].node),
        ]),
      );
    this.#graph = graph;
    this.#catalogue = catalogue;
    this.#after = group('from', 'to');
    this.#before = group('to', 'from');
  }

  /** The node and all that read from it, however far. */
  after(node: string): Set<string> {
    return reach([node], this.#after);
  }

  /** The node and all that it reads from, however far. */
  before(node: string): Set<string> {
    return reach([node], this.#before);
  }

  /** The part of the graph in which a wire can make a difference: what reads from its end, with all that feeds it. */
  #around(from: Endpoint, to: Endpoint): Graph {
    const ids = reach([from.node, ...this.after(to.node)], this.#before);
    return {
      ...this.#graph,
      nodes: this.#graph.nodes.filter(({ id }) => ids.has(id)),
      edges: this.#graph.edges.filter((wire) => ids.has(wire.from.node) && ids.has(wire.to.node)),
    };
  }

  /** What would be wrong with a wire and is not without it, beyond the wire itself: two tokenizers that meet, say. */
  newProblem(from: Endpoint, to: Endpoint): Problem | undefined {
    const part = this.#around(from, to);
    const isMany = this.#catalogue.get(part.nodes.find(({ id }) => id === to.node)?.kind ?? '')?.inputs[
      to.port
    ]?.many;
    const wired = isMany ? { ...part, edges: [...part.edges, { from, to }] } : replaceWire(part, from, to);
    const found = (graph: Graph) => plan(graph, this.#catalogue, parseOnce).problems;
    const known = new Set(found(part).map(({ message }) => message.en));
    const problem = found(wired).find(({ message }) => !known.has(message.en));
    if (!problem) return undefined;
    // numbers of wires are those of the part
    const { edge: _edge, fix: _fix, ...told } = problem;
    return told;
  }
}
