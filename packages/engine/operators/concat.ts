import { type Dim, plus } from '../tensor/dimension.ts';
import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import { axisOf, dimOf, type Tensor } from '../tensor/tensor.ts';
import { slice } from './slice.ts';

const operator = defineOperator<readonly Tensor[], { axis: number }>({
  name: 'concat',
  infer: (parts, { axis }) => {
    const [first] = parts as [Tensor];
    const others = (one: Tensor) => `${one.dtype}${one.shape.filter((_, n) => n !== axis).join()}`;
    const misfit = parts.find((part) => others(part) !== others(first) || part.rank !== first.rank);
    if (misfit !== undefined)
      throw new Error(`concat: ${first} and ${misfit} do not join along axis ${axis}.`);
    const length = plus(...parts.map((part) => part.shape[axis] as Dim));
    return { shape: first.shape.map((dim, n) => (n === axis ? length : dim)), dtype: first.dtype };
  },
  onnx: ({ graph, inputs, attributes: { axis } }) => graph.node('Concat', [...inputs], { axis }),
  // each part receives its stretch of the gradient
  gradient: ({ inputs: parts, attributes: { axis }, gradient }) => {
    let start: Dim = 0;
    return parts.map((part) => {
      const end = plus(start, dimOf(part, axis));
      const stretch = slice(gradient, axis, start, end);
      start = end;
      return stretch;
    });
  },
  samples: [
    sample([real(['B', 3]), real(['B', 1]), real(['B', 2])], (a, b, c) => concat([a, b, c], -1), { B: 2 }),
    sample([real(['P', 3]), real(['T', 3])], (a, b) => concat([a, b], 0), { P: 2, T: 1 }),
    sample([real([2]), real([3])], (a, b) => concat([a, b], 0)),
  ],
});

/** Tensors one after the other along an axis. */
export function concat(parts: readonly Tensor[], axis: number): Tensor {
  const [first] = parts;
  if (first === undefined) throw new Error('concat: there is nothing to join.');
  return parts.length === 1 ? first : operator.apply(parts, { axis: axisOf(first, axis) });
}

export default operator;
