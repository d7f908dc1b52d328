import { broadcastType, type Operand, pair } from '../tensor/broadcast.ts';
import { defineOperator } from '../tensor/operator.ts';
import { real, sample, whole } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';

type Relation = 'Equal' | 'Greater' | 'Less' | 'LessOrEqual';

const operator = defineOperator<[Tensor, Tensor], { relation: Relation }>({
  name: 'compare',
  infer: ([a, b]) => ({ ...broadcastType('compare', a, b), dtype: 'bool' }),
  onnx: ({ graph, inputs, attributes: { relation } }) => graph.node(relation, inputs),
  samples: [
    sample([real(['B', 3]), real([3])], (a, b) => less(a, b), { B: 2 }),
    sample([real([2, 3]), real([2, 3])], (a, b) => lessOrEqual(a, b)),
    sample([real([2, 3])], (a) => greater(a, 0)),
    sample([whole([5], 3), whole([5], 3)], (a, b) => equal(a, b)),
  ],
});

type Relate = (a: Operand, b: Operand) => Tensor;

function relate(relation: Relation): Relate {
  return (a, b) => operator.apply(pair(a, b), { relation });
}

/** Whether a = b, elementwise, with broadcasting; bool, without a gradient. */
export const equal: Relate = relate('Equal');

/** Whether a > b, elementwise, with broadcasting; bool, without a gradient. */
export const greater: Relate = relate('Greater');

/** Whether a < b, elementwise, with broadcasting; bool, without a gradient. */
export const less: Relate = relate('Less');

/** Whether a ≤ b, elementwise, with broadcasting; bool, without a gradient. */
export const lessOrEqual: Relate = relate('LessOrEqual');

export default operator;
