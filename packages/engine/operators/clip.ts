import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { equal } from './compare.ts';
import { where } from './where.ts';

const operator = defineOperator<[Tensor], { low: number; high: number }>({
  name: 'clip',
  infer: ([x]) => x,
  onnx: ({ graph, inputs: [x], attributes: { low, high }, application }) => {
    const { dtype } = application.inputs[0] as Tensor;
    return graph.node('Clip', [x, graph.constant([low], dtype), graph.constant([high], dtype)]);
  },
  // d clip(x) = dx where low ≤ x ≤ high, otherwise 0
  gradient: ({ inputs: [x], outputs: [clipped], gradient }) => [
    where(equal(x, clipped as Tensor), gradient, 0),
  ],
  samples: [
    sample([real(['B', 5])], (x) => clip(x, -1, 0.5), { B: 2 }),
    sample([real([4])], (x) => clip(x, -20, 20)),
  ],
});

/** x limited to [low, high], elementwise. */
export function clip(x: Tensor, low: number, high: number): Tensor {
  return operator.apply([x], { low, high });
}

export default operator;
