import { type Dim, isSymbol, multiply, symbolsOf, termsOf } from '../tensor/dimension.ts';
import type { Application, DType, Tensor } from '../tensor/tensor.ts';
import { type Graph, type Initializer, pack } from './graph.ts';
import { NodeWriter } from './node-writer.ts';

/** Options of a graph. */
export interface BuildOptions {
  /** Whether operators of the com.microsoft domain may be used (default true). */
  fused?: boolean;
}

/** Collects the ONNX nodes that operators write; used by `buildGraph`, and by operators in their `onnx` rule. */
export class GraphBuilder extends NodeWriter {
  readonly fused: boolean;
  readonly initializers: Initializer[] = [];
  private readonly names = new Map<Tensor, string>();
  private readonly constants = new Map<string, string>();

  constructor(options: BuildOptions = {}) {
    super();
    this.fused = options.fused ?? true;
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
        if (output.name !== undefined) this.give(results[place] as string, this.unique(output.name));
      }
    }
  }

  /** Names the outputs of the current scope. A value that is an input, or an output already, is passed on by a node. */
  outputs(tensors: readonly Tensor[], names: readonly string[]): Graph['outputs'] {
    const given = new Set<string>();
    return tensors.map((type, place) => {
      const name = this.unique(names[place] as string);
      const value = this.nameOf(type);
      if (given.has(value) || !this.give(value, name))
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

  /** Gives a value another name; false if no node of the current scope makes it. */
  private give(value: string, name: string): boolean {
    if (!this.rename(value, name)) return false;
    for (const [tensor, former] of this.names) if (former === value) this.names.set(tensor, name);
    return true;
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
}
