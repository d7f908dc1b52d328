import { constant } from '../operators/constant.ts';
import { reshape } from '../operators/reshape.ts';
import { sum } from '../operators/sum.ts';
import type { Dim } from './dimension.ts';
import { type DType, Tensor, type TensorType } from './tensor.ts';

/** A tensor, or a number that takes the type of the tensors beside it. */
export type Operand = Tensor | number;

/** The shape two shapes broadcast to; an axis is stretched only from length 1. */
export function broadcastShape(operator: string, a: readonly Dim[], b: readonly Dim[]): Dim[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const p = a[axis - rank + a.length] ?? 1;
    const q = b[axis - rank + b.length] ?? 1;
    if (p !== q && p !== 1 && q !== 1)
      throw new Error(`${operator}: shapes [${a.join(',')}] and [${b.join(',')}] do not broadcast.`);
    return p === 1 ? q : p;
  });
}

/** The type of an elementwise operator's result. Throws if the element types differ. */
export function broadcastType(operator: string, ...inputs: readonly TensorType[]): TensorType {
  const [first, ...rest] = inputs as [TensorType, ...TensorType[]];
  let shape = [...first.shape];
  for (const other of rest) {
    if (other.dtype !== first.dtype)
      throw new Error(
        `${operator}: element types ${first.dtype} and ${other.dtype} differ; cast one of them.`,
      );
    shape = broadcastShape(operator, shape, other.shape);
  }
  return { shape, dtype: first.dtype };
}

/** Turns numbers among the operands into scalars of the tensors' type (float32 if there is no tensor). */
export function promote(...operands: readonly Operand[]): Tensor[] {
  const dtype: DType = operands.find((one): one is Tensor => one instanceof Tensor)?.dtype ?? 'float32';
  return operands.map((one) => (one instanceof Tensor ? one : constant(one, dtype)));
}

/** `promote` for two operands; a stretched operand is replaced by what it was stretched from where that is the same. */
export function pair(a: Operand, b: Operand): [Tensor, Tensor] {
  const [x, y] = promote(a, b) as [Tensor, Tensor];
  return [unstretched(x, y), unstretched(y, x)];
}

/** The tensor before `expand`, if broadcasting against `other` stretches it just the same. */
function unstretched(tensor: Tensor, other: Tensor): Tensor {
  const [before] = tensor.source?.operator.name === 'expand' ? tensor.source.inputs : [];
  if (before === undefined || other.source?.operator.name === 'expand') return tensor;
  const reaches = tensor.rank === other.rank && tensor.shape.every((dim, axis) => dim === other.shape[axis]);
  return reaches ? before : tensor;
}

/** Sums a gradient over the axes along which broadcasting had stretched a tensor of `shape`. */
export function sumTo(gradient: Tensor, shape: readonly Dim[]): Tensor {
  const extra = gradient.rank - shape.length;
  const axes = gradient.shape
    .map((_, axis) => axis)
    .filter((axis) => axis < extra || (shape[axis - extra] === 1 && gradient.shape[axis] !== 1));
  if (axes.length === 0) return gradient;
  return reshape(sum(gradient, axes, { keepDims: true }), shape);
}
