import { broadcastShape, type Operand, promote, sumTo } from '../tensor/broadcast.ts';
import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { less } from './compare.ts';

const operator = defineOperator<[Tensor, Tensor, Tensor]>({
  name: 'where',
  infer: ([condition, a, b]) => {
    if (condition.dtype !== 'bool')
      throw new Error(`where: the condition must be bool, not ${condition.dtype}.`);
    if (a.dtype !== b.dtype)
      throw new Error(`where: element types ${a.dtype} and ${b.dtype} differ; cast one.`);
    const shape = broadcastShape('where', condition.shape, broadcastShape('where', a.shape, b.shape));
    return { shape, dtype: a.dtype };
  },
  onnx: ({ graph, inputs }) => graph.node('Where', inputs),
  // d where(c, a, b) = where(c, da, 0) + where(c, 0, db)
  gradient: ({ inputs: [condition, a, b], gradient }) => [
    undefined,
    sumTo(where(condition, gradient, 0), a.shape),
    sumTo(where(condition, 0, gradient), b.shape),
  ],
  samples: [
    sample([real([2, 3]), real([2, 3])], (a, b) => where(less(a, b), a, b)),
    sample([real(['B', 1, 3]), real([4, 1])], (a, b) => where(less(a, 0), a, b), { B: 2 }),
    sample([real([3, 2]), real([2])], (a, b) => where(less(b, 0), a, 7)),
  ],
});

/** a where the condition holds, otherwise b, elementwise, with broadcasting. */
export function where(condition: Tensor, a: Operand, b: Operand): Tensor {
  const [x, y] = promote(a, b) as [Tensor, Tensor];
  return operator.apply([condition, x, y], undefined);
}

export default operator;
