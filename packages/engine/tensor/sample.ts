import type { Dim } from './dimension.ts';
import type { DType, Tensor } from './tensor.ts';

/** One input of a sample: its type and the values to draw, uniformly from [low, high). */
export interface SampleInput {
  shape: readonly Dim[];
  dtype: DType;
  low: number;
  high: number;
}

/** A case on which the contract test checks shapes and gradients in float64. */
export interface Sample {
  /** Numbers for the symbols that occur in the inputs' shapes. */
  dims?: Record<string, number>;
  inputs: readonly SampleInput[];
  build(inputs: Tensor[]): Tensor | Tensor[];
}

/** Real numbers from [low, high), by default [-2, 2). */
export function real(shape: readonly Dim[], low = -2, high = 2): SampleInput {
  return { shape, dtype: 'float64', low, high };
}

/** Whole numbers 0 … high − 1. */
export function whole(shape: readonly Dim[], high: number): SampleInput {
  return { shape, dtype: 'int64', low: 0, high };
}

/** A sample whose `build` gets its inputs as a tuple as long as `inputs`. */
export function sample<const Inputs extends readonly SampleInput[]>(
  inputs: Inputs,
  build: (...inputs: { [K in keyof Inputs]: Tensor }) => Tensor | Tensor[],
  dims?: Record<string, number>,
): Sample {
  const spread = build as unknown as (...all: Tensor[]) => Tensor | Tensor[];
  return { inputs, dims, build: (all) => spread(...all) };
}
