import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { mul } from './mul.ts';

const operator = defineOperator<[Tensor]>({
  name: 'exp',
  infer: ([x]) => x,
  onnx: ({ graph, inputs }) => graph.node('Exp', inputs),
  // d(eˣ) = eˣ dx
  gradient: ({ outputs, gradient }) => [mul(gradient, outputs[0] as Tensor)],
  samples: [sample([real(['B', 3])], (x) => exp(x), { B: 2 }), sample([real([])], (x) => exp(x))],
});

/** eˣ, elementwise. */
export function exp(x: Tensor): Tensor {
  return operator.apply([x], undefined);
}

export default operator;
