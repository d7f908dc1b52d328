import { defineOperator } from '../tensor/operator.ts';
import { sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';

interface Attributes {
  name: string;
  shape: readonly number[];
  data: Float32Array;
}

const operator = defineOperator<[], Attributes>({
  name: 'weight',
  infer: (_, { shape }) => ({ shape, dtype: 'float32' }),
  onnx: ({ graph, attributes: { name, shape, data } }) => graph.initializer(name, 'float32', shape, data),
  samples: [sample([], () => weight('table', [2, 2], Float32Array.of(1, 2, 3, 4)))],
});

/** Data that becomes part of the graph, under its own name; without a gradient. */
export function weight(name: string, shape: readonly number[], data: Float32Array): Tensor {
  return operator.apply([], { name, shape, data });
}

export default operator;
