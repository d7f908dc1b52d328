import type { Dim } from './dimension.ts';
import type { Operator } from './operator.ts';

/** Element types of symbolic tensors. */
export type DType = 'float32' | 'float64' | 'int64' | 'bool';

/** What is known of a tensor before the graph runs. */
export interface TensorType {
  shape: readonly Dim[];
  dtype: DType;
}

/** One use of an operator: which tensors went in, and the tensors it makes. */
export interface Application {
  // biome-ignore lint/suspicious/noExplicitAny: an application forgets the operator's own input and attribute types
  operator: Operator<any, any>;
  inputs: readonly Tensor[];
  attributes: unknown;
  outputs: readonly Tensor[];
}

/** A symbolic value: a shape, an element type and the application that makes it (none for a graph input). */
export class Tensor implements TensorType {
  readonly shape: readonly Dim[];
  readonly dtype: DType;
  readonly source: Application | undefined;
  /** The name in the emitted graph; operators' results are numbered when they have none. */
  name: string | undefined;

  constructor(type: TensorType, source?: Application, name?: string) {
    this.shape = type.shape;
    this.dtype = type.dtype;
    this.source = source;
    this.name = name;
  }

  /** Number of axes. */
  get rank(): number {
    return this.shape.length;
  }

  /** Gives the value a readable name in the emitted graph. */
  named(name: string): this {
    this.name = name;
    return this;
  }

  toString(): string {
    return `${this.dtype}[${this.shape.join(',')}]`;
  }
}

/** A value fed from outside: an input of the graph. */
export function input(name: string, shape: readonly Dim[], dtype: DType = 'float32'): Tensor {
  return new Tensor({ shape, dtype }, undefined, name);
}

/** The axis counted from the front; `axis` may be negative. Throws if the tensor has no such axis. */
export function axisOf(tensor: TensorType, axis: number): number {
  const positive = axis < 0 ? axis + tensor.shape.length : axis;
  if (positive < 0 || positive >= tensor.shape.length)
    throw new Error(`Axis ${axis} does not exist in a tensor of shape [${tensor.shape.join(',')}].`);
  return positive;
}

/** Length of one axis, which may be negative to count from the back. */
export function dimOf(tensor: TensorType, axis: number): Dim {
  return tensor.shape[axisOf(tensor, axis)] as Dim;
}
