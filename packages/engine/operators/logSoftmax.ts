import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { exp } from './exp.ts';
import { mul } from './mul.ts';
import { sub } from './sub.ts';
import { sum } from './sum.ts';

const operator = defineOperator<[Tensor]>({
  name: 'logSoftmax',
  infer: ([x]) => x,
  onnx: ({ graph, inputs }) => graph.node('LogSoftmax', inputs, { axis: -1 }),
  // y = x − log Σ eˣ: dx = dy − eʸ Σ dy
  gradient: ({ outputs: [y], gradient }) => [
    sub(gradient, mul(exp(y as Tensor), sum(gradient, -1, { keepDims: true }))),
  ],
  samples: [
    sample([real(['B', 3, 4])], (x) => logSoftmax(x), { B: 2 }),
    sample([real([1, 5], -30, 30)], (x) => logSoftmax(x)),
  ],
});

/** x − log Σ eˣ over the last axis, without overflow. */
export function logSoftmax(x: Tensor): Tensor {
  return operator.apply([x], undefined);
}

export default operator;
