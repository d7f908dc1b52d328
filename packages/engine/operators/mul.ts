import { broadcastType, type Operand, pair, sumTo } from '../tensor/broadcast.ts';
import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';

const operator = defineOperator<[Tensor, Tensor]>({
  name: 'mul',
  infer: ([a, b]) => broadcastType('mul', a, b),
  onnx: ({ graph, inputs }) => graph.node('Mul', inputs),
  // d(a·b) = b da + a db
  gradient: ({ inputs: [a, b], gradient }) => [
    sumTo(mul(gradient, b), a.shape),
    sumTo(mul(gradient, a), b.shape),
  ],
  samples: [
    sample([real([2, 3]), real([2, 3])], (a, b) => mul(a, b)),
    sample([real(['B', 1, 3]), real([5, 1])], (a, b) => mul(a, b), { B: 2 }),
    sample([real([3])], (a) => mul(a, a)),
    sample([real([3])], (a) => mul(a, -0.5)),
  ],
});

/** a · b, elementwise, with broadcasting. */
export function mul(a: Operand, b: Operand): Tensor {
  return operator.apply(pair(a, b), undefined);
}

export default operator;
