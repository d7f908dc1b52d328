import {
  type Axes,
  keptShape,
  type ReduceAttributes,
  reduceAttributes,
  reducedType,
} from '../tensor/axes.ts';
import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { equal } from './compare.ts';
import { expand } from './expand.ts';
import { reshape } from './reshape.ts';
import { where } from './where.ts';

const operator = defineOperator<[Tensor], ReduceAttributes>({
  name: 'maxReduce',
  infer: ([x], attributes) => reducedType(x, attributes),
  onnx: ({ graph, inputs: [x], attributes: { axes, keepDims } }) =>
    graph.node('ReduceMax', [x, graph.integers(axes)], { keepdims: keepDims ? 1 : 0 }),
  // d max(x) = dxᵢ at the largest element (at each of them, where several are equal)
  gradient: ({ inputs: [x], outputs: [largest], attributes: { axes }, gradient }) => {
    const kept = keptShape(x, axes);
    const isLargest = equal(x, reshape(largest as Tensor, kept));
    return [where(isLargest, expand(reshape(gradient, kept), x.shape), 0)];
  },
  samples: [
    sample([real(['B', 3, 4])], (x) => maxReduce(x, -1), { B: 2 }),
    sample([real([2, 3])], (x) => maxReduce(x, 0, { keepDims: true })),
    sample([real([2, 3])], (x) => maxReduce(x)),
  ],
});

/** The largest element over axes (all by default). */
export function maxReduce(x: Tensor, axes?: Axes, options?: { keepDims?: boolean }): Tensor {
  return operator.apply([x], reduceAttributes(x, axes, options));
}

export default operator;
