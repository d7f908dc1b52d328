import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { div } from './div.ts';

const operator = defineOperator<[Tensor]>({
  name: 'log',
  infer: ([x]) => x,
  onnx: ({ graph, inputs }) => graph.node('Log', inputs),
  // d(log x) = 1/x dx
  gradient: ({ inputs: [x], gradient }) => [div(gradient, x)],
  samples: [
    sample([real(['B', 3], 0.3, 3)], (x) => log(x), { B: 2 }),
    sample([real([], 0.3, 3)], (x) => log(x)),
  ],
});

/** The natural logarithm, elementwise. */
export function log(x: Tensor): Tensor {
  return operator.apply([x], undefined);
}

export default operator;
