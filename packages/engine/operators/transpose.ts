import type { Dim } from '../tensor/dimension.ts';
import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';

const operator = defineOperator<[Tensor], { order: readonly number[] }>({
  name: 'transpose',
  infer: ([x], { order }) => {
    if (order.length !== x.rank || x.shape.some((_, axis) => !order.includes(axis)))
      throw new Error(
        `transpose: [${order.join(',')}] is not an order of the axes of [${x.shape.join(',')}].`,
      );
    return { shape: order.map((axis) => x.shape[axis] as Dim), dtype: x.dtype };
  },
  onnx: ({ graph, inputs, attributes: { order } }) => graph.node('Transpose', inputs, { perm: order }),
  // transposed back
  gradient: ({ attributes: { order }, gradient }) => [
    transpose(
      gradient,
      order.map((_, axis) => order.indexOf(axis)),
    ),
  ],
  samples: [
    sample([real(['B', 3, 4])], (x) => transpose(x, [2, 0, 1]), { B: 2 }),
    sample([real([2, 3])], (x) => transpose(x)),
  ],
});

/** Axes in another order, by default the last two exchanged: axis i of the result is axis `order[i]` of x. */
export function transpose(x: Tensor, order?: readonly number[]): Tensor {
  const swapped = x.shape.map((_, axis) => (axis < x.rank - 2 ? axis : 2 * x.rank - 3 - axis));
  return operator.apply([x], { order: order ?? swapped });
}

export default operator;
