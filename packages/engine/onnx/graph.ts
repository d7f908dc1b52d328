import type { Dim } from '../tensor/dimension.ts';
import type { Application, DType, TensorType } from '../tensor/tensor.ts';

/** An attribute of an ONNX node. Whole numbers are `int`; `{ float }` marks the ones that ONNX wants as floats. */
export type Attribute = number | string | readonly number[] | { float: number } | { graph: Graph };

/** One node of the ONNX graph. */
export interface GraphNode {
  type: string;
  domain: string;
  inputs: string[];
  outputs: string[];
  attributes: Record<string, Attribute>;
}

/** Values known before the graph runs. */
export interface Initializer {
  name: string;
  dtype: DType;
  shape: readonly number[];
  data: Float32Array | Float64Array | BigInt64Array | Uint8Array;
}

/** A graph ready to be encoded, printed or opened as a session. */
export interface Graph {
  name: string;
  inputs: { name: string; type: TensorType }[];
  outputs: { name: string; type: TensorType }[];
  nodes: GraphNode[];
  initializers: Initializer[];
  /** What is computed, in this order; known where the graph was written from tensors. */
  applications?: readonly Application[];
}

/** The array that holds `values` as elements of `dtype`. */
export function pack(values: readonly number[], dtype: DType): Initializer['data'] {
  if (dtype === 'float32') return Float32Array.from(values);
  if (dtype === 'float64') return Float64Array.from(values);
  if (dtype === 'int64') return BigInt64Array.from(values, (value) => BigInt(value));
  return Uint8Array.from(values);
}

/** Shape as text: `[B,T,4]`. */
export function shapeText(shape: readonly Dim[]): string {
  return `[${shape.join(',')}]`;
}
