import { type Dim, isSymbol, multiply, symbolsOf, termsOf } from '../tensor/dimension.ts';
import type { Application, DType, Tensor } from '../tensor/tensor.ts';
import { type Attribute, type Graph, type GraphNode, type Initializer, pack } from './graph.ts';

/** A graph or the body of a loop while it is being written. */
interface Scope {
  nodes: GraphNode[];
  /** Results by what computes them, so that the same computation is written once. */
  known: Map<string, string[]>;
  /** Symbols bound by the inputs of this scope. */
  symbols: Map<string, { value: string; axis: number }>;
}

/** Options of a graph. */
export interface BuildOptions {
  /** Whether operators of the com.microsoft domain may be used (default true). */
  fused?: boolean;
}

/** Collects the ONNX nodes that operators write; used by `buildGraph`, and by operators in their `onnx` rule. */
export class GraphBuilder {
  readonly fused: boolean;
  readonly initializers: Initializer[] = [];
  private readonly names = new Map<Tensor, string>();
  private readonly taken = new Set<string>();
  private readonly counters = new Map<string, number>();
  private readonly constants = new Map<string, string>();
  private readonly scopes: Scope[] = [];

  constructor(options: BuildOptions = {}) {
    this.fused = options.fused ?? true;
  }

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

  /** A scalar (shape []) or, with `shape`, a tensor of constant values. Equal constants share one initializer. */
  constant(values: readonly number[], dtype: DType, shape: readonly number[] = []): string {
    const key = `${dtype}[${shape.join(',')}] ${values.join(',')}`;
    const earlier = this.constants.get(key);
    if (earlier !== undefined) return earlier;
    const text = values.length <= 4 ? values.join(',') : `${values.length} values`;
    const name = this.unique(shape.length === 0 ? text : `[${text}]`);
    this.initializers.push({ name, dtype, shape, data: pack(values, dtype) });
    this.constants.set(key, name);
    return name;
  }

  /** A vector of int64 constants: axes, split sizes, static shapes. */
  integers(values: readonly number[]): string {
    return this.constant(values, 'int64', [values.length]);
  }

  /** Adds named data, e.g. a model's weights, to the graph. */
  initializer(name: string, dtype: DType, shape: readonly number[], data: Initializer['data']): string {
    const unique = this.unique(name);
    this.initializers.push({ name: unique, dtype, shape, data });
    return unique;
  }

  /** An int64 vector with the numbers that `dims` stand for when the graph runs. */
  shape(dims: readonly Dim[]): string {
    if (dims.every((dim) => typeof dim === 'number')) return this.integers(dims);
    return this.within(dims.flatMap(symbolsOf), () =>
      dims.length === 1
        ? this.dimension(dims[0] as Dim)
        : this.node(
            'Concat',
            dims.map((dim) => this.dimension(dim)),
            { axis: 0 },
          ),
    );
  }

  /** The target of a Reshape: one symbolic axis is left to be inferred, so no shape needs to be computed for it. */
  reshapeTarget(dims: readonly Dim[]): string {
    const symbolic = dims.filter((dim) => typeof dim === 'string').length;
    if (symbolic > 1 || dims.includes(0)) return this.shape(dims);
    return this.integers(dims.map((dim) => (typeof dim === 'number' ? dim : -1)));
  }

  /** The number of elements of a shape, as an int64 vector of length 1. */
  size(dims: readonly Dim[]): string {
    return this.shape([multiply(...dims)]);
  }

  /** The name of a tensor that was written before. */
  nameOf(tensor: Tensor): string {
    const name = this.names.get(tensor);
    if (name === undefined)
      throw new Error(`The tensor ${tensor.name ?? tensor} is not an input of this graph.`);
    return name;
  }

  /** Declares the inputs of the current scope; their bare symbols become known. */
  declare(inputs: readonly Tensor[]): string[] {
    return inputs.map((tensor) => {
      const name = this.unique(tensor.name ?? 'input');
      this.names.set(tensor, name);
      tensor.shape.forEach((dim, axis) => {
        if (isSymbol(dim) && !this.scopes.some((scope) => scope.symbols.has(dim)))
          this.scope.symbols.set(dim, { value: name, axis });
      });
      return name;
    });
  }

  /** Writes applications in the given order, which must be topological. */
  write(applications: readonly Application[]): void {
    for (const application of applications) {
      const { operator, inputs, attributes, outputs } = application;
      const names = inputs.map((tensor) => this.nameOf(tensor));
      const written = operator.definition.onnx({
        graph: this,
        inputs: names as never,
        attributes,
        application,
      });
      const results = typeof written === 'string' ? [written] : written;
      for (const [place, output] of outputs.entries()) {
        this.names.set(output, results[place] as string);
        if (output.name !== undefined) this.rename(results[place] as string, this.unique(output.name));
      }
    }
  }

  /** Runs `write` in a new scope and returns what it returned and the nodes it wrote. */
  scoped<T>(write: () => T): { result: T; nodes: GraphNode[] } {
    const scope: Scope = { nodes: [], known: new Map(), symbols: new Map() };
    this.scopes.push(scope);
    const result = write();
    this.scopes.pop();
    return { result, nodes: scope.nodes };
  }

  /** Names the outputs of the current scope. A value that is an input, or an output already, is passed on by a node. */
  outputs(tensors: readonly Tensor[], names: readonly string[]): Graph['outputs'] {
    const given = new Set<string>();
    return tensors.map((type, place) => {
      const name = this.unique(names[place] as string);
      const value = this.nameOf(type);
      if (given.has(value) || !this.rename(value, name))
        this.scope.nodes.push({
          type: 'Identity',
          domain: '',
          inputs: [value],
          outputs: [name],
          attributes: {},
        });
      given.add(name);
      return { name, type };
    });
  }

  /** Renames a value made by a node of the current scope; false if there is no such node. */
  private rename(from: string, to: string): boolean {
    const { nodes } = this.scope;
    const maker = nodes.find((node) => node.outputs.includes(from));
    if (maker === undefined) return false;
    maker.outputs[maker.outputs.indexOf(from)] = to;
    renameInputs(nodes, from, to);
    for (const [tensor, name] of this.names) if (name === from) this.names.set(tensor, to);
    return true;
  }

  /** A name that nothing else in the graph has. */
  unique(wanted: string): string {
    let name = wanted;
    for (let n = 2; this.taken.has(name); n++) name = `${wanted}_${n}`;
    this.taken.add(name);
    return name;
  }

  private get scope(): Scope {
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

  /** One dimension as an int64 vector of length 1: a sum of products of axes of the inputs that bind the symbols. */
  private dimension(dim: Dim): string {
    if (typeof dim === 'number') return this.integers([dim]);
    const terms = termsOf(dim).map(({ coefficient, symbols }) => {
      const factors = symbols.map((symbol) => this.symbol(symbol));
      if (coefficient !== 1 || factors.length === 0) factors.push(this.integers([coefficient]));
      return factors.reduce((a, b) => this.node('Mul', [a, b]));
    });
    return terms.reduce((a, b) => this.node('Add', [a, b]));
  }

  private symbol(symbol: string): string {
    const scope = this.scopes.find((one) => one.symbols.has(symbol));
    const binding = scope?.symbols.get(symbol);
    if (binding === undefined)
      throw new Error(`The dimension "${symbol}" is not an axis of any input of the graph.`);
    return this.node('Shape', [binding.value], { start: binding.axis, end: binding.axis + 1 });
  }

  /** Writes in the outermost scope that knows all of the symbols, so that a loop does not compute shapes again. */
  private within(symbols: readonly string[], write: () => string): string {
    const depths = symbols.map((symbol) => this.scopes.findIndex((scope) => scope.symbols.has(symbol)));
    const inner = this.scopes.splice(Math.max(0, ...depths) + 1);
    const name = write();
    this.scopes.push(...inner);
    return name;
  }
}

function renameInputs(nodes: readonly GraphNode[], from: string, to: string): void {
  for (const node of nodes) {
    node.inputs = node.inputs.map((name) => (name === from ? to : name));
    for (const value of Object.values(node.attributes))
      if (typeof value === 'object' && 'graph' in value) renameInputs(value.graph.nodes, from, to);
  }
}
