import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { mul } from './mul.ts';

const operator = defineOperator<[Tensor]>({
  name: 'square',
  infer: ([x]) => x,
  onnx: ({ graph, inputs: [x] }) => graph.node('Mul', [x, x]),
  // d(x²) = 2x dx
  gradient: ({ inputs: [x], gradient }) => [mul(gradient, mul(x, 2))],
  samples: [sample([real(['B', 3])], (x) => square(x), { B: 2 })],
});

/** x², elementwise. */
export function square(x: Tensor): Tensor {
  return operator.apply([x], undefined);
}

export default operator;
