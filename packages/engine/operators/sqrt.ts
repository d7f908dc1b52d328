import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { div } from './div.ts';
import { mul } from './mul.ts';

const operator = defineOperator<[Tensor]>({
  name: 'sqrt',
  infer: ([x]) => x,
  onnx: ({ graph, inputs }) => graph.node('Sqrt', inputs),
  // d(√x) = 1/(2√x) dx
  gradient: ({ outputs, gradient }) => [div(mul(gradient, 0.5), outputs[0] as Tensor)],
  samples: [
    sample([real(['B', 3], 0.3, 3)], (x) => sqrt(x), { B: 2 }),
    sample([real([], 0.3, 3)], (x) => sqrt(x)),
  ],
});

/** √x, elementwise. */
export function sqrt(x: Tensor): Tensor {
  return operator.apply([x], undefined);
}

export default operator;
