import { broadcastType, type Operand, pair, sumTo } from '../tensor/broadcast.ts';
import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { neg } from './neg.ts';

const operator = defineOperator<[Tensor, Tensor]>({
  name: 'sub',
  infer: ([a, b]) => broadcastType('sub', a, b),
  onnx: ({ graph, inputs }) => graph.node('Sub', inputs),
  // d(a − b) = da − db
  gradient: ({ inputs: [a, b], gradient }) => [sumTo(gradient, a.shape), neg(sumTo(gradient, b.shape))],
  samples: [
    sample([real([3]), real([3])], (a, b) => sub(a, b)),
    sample([real([1, 4]), real(['B', 2, 1])], (a, b) => sub(a, b), { B: 3 }),
    sample([real([])], (a) => sub(1, a)),
  ],
});

/** a − b, elementwise, with broadcasting. */
export function sub(a: Operand, b: Operand): Tensor {
  return operator.apply(pair(a, b), undefined);
}

export default operator;
