import {
  type Axes,
  keptShape,
  type ReduceAttributes,
  reduceAttributes,
  reducedType,
} from '../tensor/axes.ts';
import type { Dim } from '../tensor/dimension.ts';
import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { div } from './div.ts';
import { expand } from './expand.ts';
import { reshape } from './reshape.ts';
import { size } from './size.ts';

const operator = defineOperator<[Tensor], ReduceAttributes>({
  name: 'mean',
  infer: ([x], attributes) => reducedType(x, attributes),
  onnx: ({ graph, inputs: [x], attributes: { axes, keepDims } }) =>
    graph.node('ReduceMean', [x, graph.integers(axes)], { keepdims: keepDims ? 1 : 0 }),
  // d(1/n Σ xᵢ) = 1/n Σ dxᵢ
  gradient: ({ inputs: [x], attributes: { axes }, gradient }) => {
    const count = size(
      axes.map((axis) => x.shape[axis] as Dim),
      x.dtype,
    );
    return [expand(reshape(div(gradient, count), keptShape(x, axes)), x.shape)];
  },
  samples: [
    sample([real(['B', 3, 2])], (x) => mean(x), { B: 2 }),
    sample([real(['B', 'T', 2])], (x) => mean(x, [0, 1]), { B: 2, T: 3 }),
    sample([real([2, 3])], (x) => mean(x, -1, { keepDims: true })),
  ],
});

/** The mean over axes (all by default). */
export function mean(x: Tensor, axes?: Axes, options?: { keepDims?: boolean }): Tensor {
  const attributes = reduceAttributes(x, axes, options);
  return attributes.axes.length === 0 ? x : operator.apply([x], attributes);
}

export default operator;
