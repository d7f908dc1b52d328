import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';
import { sin } from './sin.ts';

const operator = defineOperator<[Tensor]>({
  name: 'cos',
  infer: ([x]) => x,
  onnx: ({ graph, inputs }) => graph.node('Cos', inputs),
  // d(cos x) = −sin x dx
  gradient: ({ inputs: [x], gradient }) => [neg(mul(gradient, sin(x)))],
  samples: [sample([real(['B', 3], -4, 4)], (x) => cos(x), { B: 2 }), sample([real([])], (x) => cos(x))],
});

/** The cosine of x in radians, elementwise. */
export function cos(x: Tensor): Tensor {
  return operator.apply([x], undefined);
}

export default operator;
