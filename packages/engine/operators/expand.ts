import { broadcastShape, sumTo } from '../tensor/broadcast.ts';
import type { Dim } from '../tensor/dimension.ts';
import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';

const operator = defineOperator<[Tensor], { shape: readonly Dim[] }>({
  name: 'expand',
  infer: ([x], { shape }) => {
    const reached = broadcastShape('expand', x.shape, shape);
    if (reached.length !== shape.length || reached.some((dim, axis) => dim !== shape[axis]))
      throw new Error(`expand: [${x.shape.join(',')}] does not stretch to [${shape.join(',')}].`);
    return { shape, dtype: x.dtype };
  },
  onnx: ({ graph, inputs: [x], attributes: { shape } }) => graph.node('Expand', [x, graph.shape(shape)]),
  // every copy contributes
  gradient: ({ inputs: [x], gradient }) => [sumTo(gradient, x.shape)],
  samples: [
    sample([real([3, 1])], (x) => expand(x, [2, 3, 4])),
    sample([real(['B', 1])], (x) => expand(x, ['B', 3]), { B: 2 }),
    sample([real([])], (x) => expand(x, [2])),
  ],
});

/** Stretches axes of length 1, and adds axes in front, to reach `shape`. */
export function expand(x: Tensor, shape: readonly Dim[]): Tensor {
  const same = shape.length === x.shape.length && shape.every((dim, axis) => dim === x.shape[axis]);
  return same ? x : operator.apply([x], { shape });
}

export default operator;
