import type { Dim } from './dimension.ts';
import { axisOf, type TensorType } from './tensor.ts';

/** Which axes a reduction runs over, and whether they stay with length 1. */
export interface ReduceAttributes {
  axes: readonly number[];
  keepDims: boolean;
}

/** Axes to reduce over, negative ones counted from the back; all axes where none are given. */
export type Axes = number | readonly number[] | undefined;

/** Normalizes the arguments of a reduction. */
export function reduceAttributes(
  x: TensorType,
  axes: Axes,
  options: { keepDims?: boolean } = {},
): ReduceAttributes {
  const list = axes === undefined ? x.shape.map((_, axis) => axis) : typeof axes === 'number' ? [axes] : axes;
  const positive = list.map((axis) => axisOf(x, axis)).sort((a, b) => a - b);
  return { axes: positive, keepDims: options.keepDims ?? false };
}

/** The shape with the reduced axes at length 1. */
export function keptShape(x: TensorType, axes: readonly number[]): Dim[] {
  return x.shape.map((dim, axis) => (axes.includes(axis) ? 1 : dim));
}

/** The type of a reduction's result. */
export function reducedType(x: TensorType, { axes, keepDims }: ReduceAttributes): TensorType {
  const shape = keepDims ? keptShape(x, axes) : x.shape.filter((_, axis) => !axes.includes(axis));
  return { shape, dtype: x.dtype };
}
