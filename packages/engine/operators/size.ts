import { type Dim, multiply } from '../tensor/dimension.ts';
import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { DType, Tensor } from '../tensor/tensor.ts';
import { add } from './add.ts';
import { cast } from './cast.ts';
import { constant } from './constant.ts';
import { reshape } from './reshape.ts';

const operator = defineOperator<[], { dim: Dim }>({
  name: 'size',
  infer: () => ({ shape: [1], dtype: 'int64' }),
  onnx: ({ graph, attributes: { dim } }) => graph.shape([dim]),
  samples: [
    sample([real(['B', 'T'])], (x) => add(x, size(['B', 'T', 2], 'float64')), { B: 2, T: 3 }),
    sample([real(['B'])], (x) => add(x, size(['B-1'], 'float64')), { B: 4 }),
  ],
});

/** The number of elements of a shape, as a scalar; what its symbols stand for is known when the graph runs. */
export function size(shape: readonly Dim[], dtype: DType): Tensor {
  const dim = multiply(...shape);
  if (typeof dim === 'number') return constant(dim, dtype);
  return cast(reshape(operator.apply([], { dim }), []), dtype);
}

export default operator;
