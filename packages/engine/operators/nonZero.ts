import { defineOperator } from '../tensor/operator.ts';
import { sample, whole } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { less } from './compare.ts';
import { constant } from './constant.ts';
import { range } from './range.ts';

const operator = defineOperator<[Tensor], { count: string }>({
  name: 'nonZero',
  infer: ([x], { count }) => {
    if (x.shape.length !== 1) throw new Error(`nonZero: ${x} must have one axis.`);
    return { shape: [count], dtype: 'int64' };
  },
  onnx: ({ graph, inputs: [x] }) => graph.node('Reshape', [graph.node('NonZero', [x]), graph.integers([-1])]),
  samples: [
    sample([], () => nonZero(less(constant(1, 'int64'), range(5)), 'kept'), { kept: 3 }),
    sample([whole(['N'], 1)], (x) => nonZero(less(x, 0), 'kept'), { N: 4, kept: 0 }),
  ],
});

/** The places of the elements of x [N] that are not 0 or false, in their order; `count` names how many they are. */
export function nonZero(x: Tensor, count: string): Tensor {
  return operator.apply([x], { count });
}

export default operator;
