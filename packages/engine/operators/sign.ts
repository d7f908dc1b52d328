import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';

const operator = defineOperator<[Tensor]>({
  name: 'sign',
  infer: ([x]) => x,
  onnx: ({ graph, inputs }) => graph.node('Sign', inputs),
  // constant on both sides of 0
  gradient: () => [undefined],
  samples: [sample([real(['B', 3])], (x) => sign(x), { B: 2 })],
});

/** −1, 0 or 1, elementwise. */
export function sign(x: Tensor): Tensor {
  return operator.apply([x], undefined);
}

export default operator;
