import { defineOperator } from '../tensor/operator.ts';
import { real, sample, whole } from '../tensor/sample.ts';
import { axisOf, type Tensor } from '../tensor/tensor.ts';

const operator = defineOperator<[Tensor], { axis: number; reverse: boolean }>({
  name: 'cumulativeSum',
  infer: ([x]) => x,
  onnx: ({ graph, inputs: [x], attributes: { axis, reverse } }) =>
    graph.node('CumSum', [x, graph.constant([axis], 'int64')], { reverse: reverse ? 1 : 0 }),
  // yᵢ = Σ_{j ≤ i} xⱼ: dxⱼ = Σ_{i ≥ j} dyᵢ
  gradient: ({ attributes: { axis, reverse }, gradient }) => [
    cumulativeSum(gradient, axis, { reverse: !reverse }),
  ],
  samples: [
    sample([real(['B', 4])], (x) => cumulativeSum(x, -1), { B: 2 }),
    sample([real([3, 2])], (x) => cumulativeSum(x, 0, { reverse: true })),
    sample([whole([2, 3], 4)], (x) => cumulativeSum(x, 1)),
  ],
});

/** Running totals along an axis, from the front or, reversed, from the back. */
export function cumulativeSum(x: Tensor, axis: number, options: { reverse?: boolean } = {}): Tensor {
  return operator.apply([x], { axis: axisOf(x, axis), reverse: options.reverse ?? false });
}

export default operator;
