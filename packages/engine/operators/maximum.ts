import { broadcastType, type Operand, pair, sumTo } from '../tensor/broadcast.ts';
import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { lessOrEqual } from './compare.ts';
import { where } from './where.ts';

const operator = defineOperator<[Tensor, Tensor]>({
  name: 'maximum',
  infer: ([a, b]) => broadcastType('maximum', a, b),
  onnx: ({ graph, inputs }) => graph.node('Max', inputs),
  // d max(a, b) = da where a ≥ b, otherwise db
  gradient: ({ inputs: [a, b], gradient }) => {
    const first = lessOrEqual(b, a);
    return [sumTo(where(first, gradient, 0), a.shape), sumTo(where(first, 0, gradient), b.shape)];
  },
  samples: [
    sample([real([2, 3]), real([2, 3])], (a, b) => maximum(a, b)),
    sample([real(['B', 1, 3]), real([5, 1])], (a, b) => maximum(a, b), { B: 2 }),
    sample([real([4])], (a) => maximum(a, 0.5)),
  ],
});

/** The larger of a and b, elementwise, with broadcasting. */
export function maximum(a: Operand, b: Operand): Tensor {
  return operator.apply(pair(a, b), undefined);
}

export default operator;
