import type { Dim } from '../tensor/dimension.ts';
import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { add } from './add.ts';
import { cast } from './cast.ts';

const operator = defineOperator<[], { length: Dim }>({
  name: 'range',
  infer: (_, { length }) => ({ shape: [length], dtype: 'int64' }),
  onnx: ({ graph, attributes: { length } }) => {
    const end = graph.node('Squeeze', [graph.shape([length])]);
    return graph.node('Range', [graph.constant([0], 'int64'), end, graph.constant([1], 'int64')]);
  },
  samples: [
    sample([], () => range(5)),
    sample([real(['B', 'T'])], (x) => add(x, cast(range('T'), 'float64')), { B: 2, T: 3 }),
  ],
});

/** 0, 1, … length − 1 as int64. */
export function range(length: Dim): Tensor {
  return operator.apply([], { length });
}

export default operator;
