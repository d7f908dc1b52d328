import type { Attribute, GraphNode } from './graph.ts';

/** A graph or the body of a loop while it is being written. */
interface Scope {
  nodes: GraphNode[];
  /** Results by what computes them, so that the same computation is written once. */
  known: Map<string, string[]>;
  /** Symbols bound by the inputs of this scope. */
  symbols: Map<string, { value: string; axis: number }>;
}

/** Keeps the nodes of a graph, and of the loop bodies in it, while they are written: scopes, names, no node twice. */
export class NodeWriter {
  protected readonly scopes: Scope[] = [];
  private readonly taken = new Set<string>();
  private readonly counters = new Map<string, number>();

  /** Writes one node with one output and returns the output's name. */
  node(type: string, inputs: string[], attributes: Record<string, Attribute> = {}, domain = ''): string {
    return this.nodes(type, inputs, attributes, 1, domain)[0] as string;
  }

  /** Writes one node of the com.microsoft domain; callers check `fused` first. */
  fusedNode(type: string, inputs: string[], attributes: Record<string, Attribute> = {}): string {
    return this.node(type, inputs, attributes, 'com.microsoft');
  }

  /** Writes one node with several outputs and returns their names. The same node is written only once. */
  nodes(
    type: string,
    inputs: string[],
    attributes: Record<string, Attribute>,
    count: number,
    domain = '',
  ): string[] {
    const hasBody = Object.values(attributes).some((one) => typeof one === 'object' && 'graph' in one);
    const key = hasBody ? undefined : JSON.stringify([type, domain, inputs, attributes, count]);
    const earlier = key === undefined ? undefined : this.find(key);
    if (earlier !== undefined) return earlier;
    const outputs = Array.from({ length: count }, () => this.fresh(type));
    this.scope.nodes.push({ type, domain, inputs, outputs, attributes });
    if (key !== undefined) this.scope.known.set(key, outputs);
    return outputs;
  }

  /** Runs `write` in a new scope and returns what it returned and the nodes it wrote. */
  scoped<T>(write: () => T): { result: T; nodes: GraphNode[] } {
    const scope: Scope = { nodes: [], known: new Map(), symbols: new Map() };
    this.scopes.push(scope);
    const result = write();
    this.scopes.pop();
    return { result, nodes: scope.nodes };
  }

  /** A name that nothing else in the graph has. */
  unique(wanted: string): string {
    let name = wanted;
    for (let n = 2; this.taken.has(name); n++) name = `${wanted}_${n}`;
    this.taken.add(name);
    return name;
  }

  protected get scope(): Scope {
    return this.scopes.at(-1) as Scope;
  }

  private fresh(type: string): string {
    const stem = type[0]?.toLowerCase() + type.slice(1);
    const number = (this.counters.get(stem) ?? 0) + 1;
    this.counters.set(stem, number);
    return this.unique(`${stem}_${number}`);
  }

  private find(key: string): string[] | undefined {
    for (const scope of this.scopes) {
      const earlier = scope.known.get(key);
      if (earlier !== undefined) return earlier;
    }
    return undefined;
  }

  /** Writes in the outermost scope that knows all of the symbols, so that a loop does not compute shapes again. */
  protected within(symbols: readonly string[], write: () => string): string {
    const depths = symbols.map((symbol) => this.scopes.findIndex((scope) => scope.symbols.has(symbol)));
    const inner = this.scopes.splice(Math.max(0, ...depths) + 1);
    const name = write();
    this.scopes.push(...inner);
    return name;
  }

  /** Renames a value made by a node of the current scope; false if there is no such node. */
  protected rename(from: string, to: string): boolean {
    const { nodes } = this.scope;
    const maker = nodes.find((node) => node.outputs.includes(from));
    if (maker === undefined) return false;
    maker.outputs[maker.outputs.indexOf(from)] = to;
    renameInputs(nodes, from, to);
    return true;
  }
}

function renameInputs(nodes: readonly GraphNode[], from: string, to: string): void {
  for (const node of nodes) {
    node.inputs = node.inputs.map((name) => (name === from ? to : name));
    for (const value of Object.values(node.attributes))
      if (typeof value === 'object' && 'graph' in value) renameInputs(value.graph.nodes, from, to);
  }
}
