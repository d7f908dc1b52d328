import { broadcastType, type Operand, pair, sumTo } from '../tensor/broadcast.ts';
import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { lessOrEqual } from './compare.ts';
import { where } from './where.ts';

const operator = defineOperator<[Tensor, Tensor]>({
  name: 'minimum',
  infer: ([a, b]) => broadcastType('minimum', a, b),
  onnx: ({ graph, inputs }) => graph.node('Min', inputs),
  // d min(a, b) = da where a ≤ b, otherwise db
  gradient: ({ inputs: [a, b], gradient }) => {
    const first = lessOrEqual(a, b);
    return [sumTo(where(first, gradient, 0), a.shape), sumTo(where(first, 0, gradient), b.shape)];
  },
  samples: [
    sample([real([2, 3]), real([2, 3])], (a, b) => minimum(a, b)),
    sample([real(['B', 1, 3]), real([5, 1])], (a, b) => minimum(a, b), { B: 2 }),
    sample([real([4])], (a) => minimum(a, 0.5)),
  ],
});

/** The smaller of a and b, elementwise, with broadcasting. */
export function minimum(a: Operand, b: Operand): Tensor {
  return operator.apply(pair(a, b), undefined);
}

export default operator;
