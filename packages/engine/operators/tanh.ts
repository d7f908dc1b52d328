import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { mul } from './mul.ts';
import { square } from './square.ts';
import { sub } from './sub.ts';

const operator = defineOperator<[Tensor]>({
  name: 'tanh',
  infer: ([x]) => x,
  onnx: ({ graph, inputs }) => graph.node('Tanh', inputs),
  // d(tanh x) = (1 − tanh² x) dx
  gradient: ({ outputs, gradient }) => [mul(gradient, sub(1, square(outputs[0] as Tensor)))],
  samples: [sample([real(['B', 3])], (x) => tanh(x), { B: 2 }), sample([real([])], (x) => tanh(x))],
});

/** The hyperbolic tangent, elementwise. */
export function tanh(x: Tensor): Tensor {
  return operator.apply([x], undefined);
}

export default operator;
