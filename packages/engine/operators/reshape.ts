import { type Dim, multiply } from '../tensor/dimension.ts';
import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';

const operator = defineOperator<[Tensor], { shape: readonly Dim[] }>({
  name: 'reshape',
  infer: ([x], { shape }) => {
    if (multiply(...shape) !== multiply(...x.shape))
      throw new Error(`reshape: [${x.shape.join(',')}] has not as many elements as [${shape.join(',')}].`);
    return { shape, dtype: x.dtype };
  },
  onnx: ({ graph, inputs: [x], attributes: { shape } }) =>
    graph.node('Reshape', [x, graph.reshapeTarget(shape)]),
  // the same numbers in the same order
  gradient: ({ inputs: [x], gradient }) => [reshape(gradient, x.shape)],
  samples: [
    sample([real([2, 3])], (x) => reshape(x, [3, 2])),
    sample([real(['B', 'T', 4])], (x) => reshape(x, ['B*T', 2, 2]), { B: 2, T: 3 }),
    sample([real(['B', 'T', 4])], (x) => reshape(x, ['T', 2, 'B', 2]), { B: 2, T: 3 }),
    sample([real([1, 1])], (x) => reshape(x, [])),
  ],
});

/** The same elements in another shape, whose dimensions may be symbols and products of symbols. */
export function reshape(x: Tensor, shape: readonly Dim[]): Tensor {
  const same = shape.length === x.shape.length && shape.every((dim, axis) => dim === x.shape[axis]);
  return same ? x : operator.apply([x], { shape });
}

export default operator;
