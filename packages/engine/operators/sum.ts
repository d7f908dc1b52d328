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
import { expand } from './expand.ts';
import { reshape } from './reshape.ts';

const operator = defineOperator<[Tensor], ReduceAttributes>({
  name: 'sum',
  infer: ([x], attributes) => reducedType(x, attributes),
  onnx: ({ graph, inputs: [x], attributes: { axes, keepDims } }) =>
    graph.node('ReduceSum', [x, graph.integers(axes)], { keepdims: keepDims ? 1 : 0 }),
  // d(Σ xᵢ) = Σ dxᵢ
  gradient: ({ inputs: [x], attributes: { axes }, gradient }) => [
    expand(reshape(gradient, keptShape(x, axes)), x.shape),
  ],
  samples: [
    sample([real(['B', 3, 2])], (x) => sum(x), { B: 2 }),
    sample([real(['B', 3, 2])], (x) => sum(x, [0, -1]), { B: 2 }),
    sample([real([2, 3])], (x) => sum(x, 0, { keepDims: true })),
  ],
});

/** The sum over axes (all by default). What a scatter along the last axis spread out, it collects again. */
export function sum(x: Tensor, axes?: Axes, options?: { keepDims?: boolean }): Tensor {
  const attributes = reduceAttributes(x, axes, options);
  if (attributes.axes.length === 0) return x;
  const scattered = x.source?.operator.name === 'scatterLast' ? x.source.inputs[0] : undefined;
  if (scattered !== undefined && attributes.axes.length === 1 && attributes.axes[0] === x.rank - 1)
    return reshape(scattered, reducedType(x, attributes).shape);
  return operator.apply([x], attributes);
}

export default operator;
