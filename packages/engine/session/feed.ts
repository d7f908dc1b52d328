import * as ort from 'onnxruntime-node';
import { pack } from '../onnx/graph.ts';
import type { DType } from '../tensor/tensor.ts';

/** Numbers for one input of a graph, row-major. */
export interface Feed {
  shape: readonly number[];
  data: Float32Array | Float64Array | BigInt64Array | Uint8Array;
}

/** What a graph computed, row-major. int64 results are BigInt64Array, bool results Uint8Array. */
export type Result = Feed;

const typeOf = (data: Feed['data']): DType => {
  if (data instanceof Float32Array) return 'float32';
  if (data instanceof Float64Array) return 'float64';
  return data instanceof BigInt64Array ? 'int64' : 'bool';
};

/** The feed as an onnxruntime tensor over the same memory. */
export function toOrt({ shape, data }: Feed): ort.Tensor {
  return new ort.Tensor(typeOf(data), data as Float32Array, shape);
}

/** An onnxruntime tensor (on the CPU) as a result over the same memory. */
export function fromOrt(tensor: ort.Tensor): Result {
  return { shape: tensor.dims, data: tensor.data as Result['data'] };
}

/** A feed from plain numbers. Throws if the numbers do not fill the shape. */
export function feed(values: readonly number[], shape: readonly number[], dtype: DType = 'float32'): Feed {
  const size = shape.reduce((all, one) => all * one, 1);
  if (values.length !== size)
    throw new Error(`${values.length} values do not fill the shape [${shape.join(',')}].`);
  return { shape, data: pack(values, dtype) };
}

/**
 * Token sequences as one right-padded batch: `tokens` int64 [B,T] and `mask` float32 [B,T] with 1 at real
 * tokens, where T is the longest length (or `length`, if larger). `side: 'left'` pads in front.
 */
export function padBatch(
  sequences: readonly (readonly number[])[],
  padId: number,
  options: { length?: number; side?: 'left' | 'right' } = {},
): { tokens: Feed; mask: Feed } {
  const length = Math.max(1, options.length ?? 0, ...sequences.map((one) => one.length));
  const tokens = new BigInt64Array(sequences.length * length).fill(BigInt(padId));
  const mask = new Float32Array(sequences.length * length);
  for (const [row, sequence] of sequences.entries()) {
    const start = row * length + (options.side === 'left' ? length - sequence.length : 0);
    for (const [place, token] of sequence.entries()) {
      tokens[start + place] = BigInt(token);
      mask[start + place] = 1;
    }
  }
  const shape = [sequences.length, length];
  return { tokens: { shape, data: tokens }, mask: { shape, data: mask } };
}

/** Whole numbers as an int64 vector, e.g. places or targets. */
export function int64(values: ArrayLike<number>): Feed {
  return { shape: [values.length], data: BigInt64Array.from(Array.from(values), (value) => BigInt(value)) };
}

/** Numbers as a float32 vector. */
export function float32(values: ArrayLike<number>): Feed {
  return { shape: [values.length], data: Float32Array.from(values) };
}
