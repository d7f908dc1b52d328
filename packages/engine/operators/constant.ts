import { defineOperator } from '../tensor/operator.ts';
import { sample } from '../tensor/sample.ts';
import type { DType, Tensor } from '../tensor/tensor.ts';

interface Attributes {
  values: readonly number[];
  shape: readonly number[];
  dtype: DType;
}

const operator = defineOperator<[], Attributes>({
  name: 'constant',
  infer: (_, { values, shape, dtype }) => {
    const size = shape.reduce((all, one) => all * one, 1);
    if (size !== values.length)
      throw new Error(`constant: ${values.length} values do not fill [${shape.join(',')}].`);
    return { shape, dtype };
  },
  onnx: ({ graph, attributes: { values, dtype, shape } }) => graph.constant(values, dtype, shape),
  gradient: () => [],
  samples: [
    sample([], () => constant(2.5, 'float64')),
    sample([], () => constant([1, 2, 3, 4, 5, 6], 'int64', [2, 3])),
  ],
});

/** A number as a scalar, or numbers as a tensor of the given shape (by default a vector). */
export function constant(
  values: number | readonly number[],
  dtype: DType = 'float32',
  shape?: readonly number[],
): Tensor {
  if (typeof values === 'number') return operator.apply([], { values: [values], shape: shape ?? [], dtype });
  return operator.apply([], { values, shape: shape ?? [values.length], dtype });
}

export default operator;
