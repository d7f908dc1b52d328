import { broadcastType, type Operand, pair, sumTo } from '../tensor/broadcast.ts';
import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';

const operator = defineOperator<[Tensor, Tensor]>({
  name: 'add',
  infer: ([a, b]) => broadcastType('add', a, b),
  onnx: ({ graph, inputs }) => graph.node('Add', inputs),
  // d(a + b) = da + db
  gradient: ({ inputs: [a, b], gradient }) => [sumTo(gradient, a.shape), sumTo(gradient, b.shape)],
  samples: [
    sample([real([3]), real([3])], (a, b) => add(a, b)),
    sample([real(['B', 1, 3]), real([5, 1])], (a, b) => add(a, b), { B: 2 }),
    sample([real([2, 1])], (a) => add(3, a)),
  ],
});

/** a + b, elementwise, with broadcasting. */
export function add(a: Operand, b: Operand): Tensor {
  return operator.apply(pair(a, b), undefined);
}

export default operator;
