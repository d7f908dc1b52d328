import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';

const operator = defineOperator<[Tensor]>({
  name: 'neg',
  infer: ([x]) => x,
  onnx: ({ graph, inputs }) => graph.node('Neg', inputs),
  // d(−x) = −dx
  gradient: ({ gradient }) => [neg(gradient)],
  samples: [sample([real(['B', 3])], (x) => neg(x), { B: 2 }), sample([real([])], (x) => neg(x))],
});

/** −x, elementwise. */
export function neg(x: Tensor): Tensor {
  return operator.apply([x], undefined);
}

export default operator;
