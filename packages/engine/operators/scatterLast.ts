import type { Dim } from '../tensor/dimension.ts';
import { defineOperator } from '../tensor/operator.ts';
import { real, sample, whole } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { gatherLast } from './gatherLast.ts';

const operator = defineOperator<[Tensor, Tensor], { length: Dim }>({
  name: 'scatterLast',
  infer: ([x, index], { length }) => {
    if (index.dtype !== 'int64' || index.shape.join() !== x.shape.join())
      throw new Error(`scatterLast: the index ${index} must be int64 with the shape of ${x}.`);
    return { shape: [...x.shape, length], dtype: x.dtype };
  },
  onnx: ({ graph, inputs: [x, index], attributes: { length }, application }) => {
    const { shape, dtype } = application.inputs[0] as Tensor;
    const zeros = graph.node('Expand', [graph.constant([0], dtype), graph.shape([...shape, length])]);
    const last = graph.integers([-1]);
    const [places, values] = [graph.node('Unsqueeze', [index, last]), graph.node('Unsqueeze', [x, last])];
    return graph.node('ScatterElements', [zeros, places, values], { axis: -1 });
  },
  // the adjoint of picking
  gradient: ({ inputs: [, index], gradient }) => [gatherLast(gradient, index), undefined],
  samples: [
    sample([real(['B', 3]), whole(['B', 3], 4)], (x, index) => scatterLast(x, index, 4), { B: 2 }),
    sample([real([]), whole([], 5)], (x, index) => scatterLast(x, index, 5)),
  ],
});

/** Rows of zeros of the given length with x at place `index`: x [...] and index [...] give [..., length]. */
export function scatterLast(x: Tensor, index: Tensor, length: Dim): Tensor {
  return operator.apply([x, index], { length });
}

export default operator;
