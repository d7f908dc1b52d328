import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { cos } from './cos.ts';
import { mul } from './mul.ts';

const operator = defineOperator<[Tensor]>({
  name: 'sin',
  infer: ([x]) => x,
  onnx: ({ graph, inputs }) => graph.node('Sin', inputs),
  // d(sin x) = cos x dx
  gradient: ({ inputs: [x], gradient }) => [mul(gradient, cos(x))],
  samples: [sample([real(['B', 3], -4, 4)], (x) => sin(x), { B: 2 }), sample([real([])], (x) => sin(x))],
});

/** The sine of x in radians, elementwise. */
export function sin(x: Tensor): Tensor {
  return operator.apply([x], undefined);
}

export default operator;
