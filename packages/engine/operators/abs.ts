import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { mul } from './mul.ts';
import { sign } from './sign.ts';

const operator = defineOperator<[Tensor]>({
  name: 'abs',
  infer: ([x]) => x,
  onnx: ({ graph, inputs }) => graph.node('Abs', inputs),
  // d|x| = sign(x) dx
  gradient: ({ inputs: [x], gradient }) => [mul(gradient, sign(x))],
  samples: [sample([real(['B', 3])], (x) => abs(x), { B: 2 }), sample([real([])], (x) => abs(x))],
});

/** |x|, elementwise. */
export function abs(x: Tensor): Tensor {
  return operator.apply([x], undefined);
}

export default operator;
