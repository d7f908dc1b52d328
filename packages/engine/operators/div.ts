import { broadcastType, type Operand, pair, sumTo } from '../tensor/broadcast.ts';
import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';

const operator = defineOperator<[Tensor, Tensor]>({
  name: 'div',
  infer: ([a, b]) => broadcastType('div', a, b),
  onnx: ({ graph, inputs }) => graph.node('Div', inputs),
  // d(a/b) = da / b − (a/b) db / b
  gradient: ({ inputs: [a, b], outputs: [quotient], gradient }) => {
    const perA = div(gradient, b);
    return [sumTo(perA, a.shape), sumTo(neg(mul(perA, quotient as Tensor)), b.shape)];
  },
  samples: [
    sample([real([2, 3]), real([2, 3], 0.5, 2)], (a, b) => div(a, b)),
    sample([real(['B', 1, 3]), real([5, 1], -2, -0.5)], (a, b) => div(a, b), { B: 2 }),
    sample([real([3], 0.5, 2)], (a) => div(1, a)),
  ],
});

/** a / b, elementwise, with broadcasting. */
export function div(a: Operand, b: Operand): Tensor {
  return operator.apply(pair(a, b), undefined);
}

export default operator;
