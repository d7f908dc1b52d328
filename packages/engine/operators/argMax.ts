import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';

const operator = defineOperator<[Tensor]>({
  name: 'argMax',
  infer: ([x]) => ({ shape: x.shape.slice(0, -1), dtype: 'int64' }),
  onnx: ({ graph, inputs }) => graph.node('ArgMax', inputs, { axis: -1, keepdims: 0 }),
  samples: [sample([real(['B', 5])], (x) => argMax(x), { B: 3 })],
});

/** The place of the largest element of the last axis (the first of equal ones); without a gradient. */
export function argMax(x: Tensor): Tensor {
  return operator.apply([x], undefined);
}

export default operator;
