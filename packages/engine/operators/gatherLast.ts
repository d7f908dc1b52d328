import { defineOperator } from '../tensor/operator.ts';
import { real, sample, whole } from '../tensor/sample.ts';
import { dimOf, type Tensor } from '../tensor/tensor.ts';
import { scatterLast } from './scatterLast.ts';

const operator = defineOperator<[Tensor, Tensor]>({
  name: 'gatherLast',
  infer: ([x, index]) => {
    if (index.dtype !== 'int64' || index.shape.join() !== x.shape.slice(0, -1).join())
      throw new Error(
        `gatherLast: the index ${index} must be int64 with the shape of ${x} without its last axis.`,
      );
    return { shape: index.shape, dtype: x.dtype };
  },
  onnx: ({ graph, inputs: [x, index] }) => {
    const last = graph.integers([-1]);
    const picked = graph.node('GatherElements', [x, graph.node('Unsqueeze', [index, last])], { axis: -1 });
    return graph.node('Squeeze', [picked, last]);
  },
  // dx is dy at the picked places and 0 elsewhere
  gradient: ({ inputs: [x, index], gradient }) => [scatterLast(gradient, index, dimOf(x, -1)), undefined],
  samples: [
    sample([real(['B', 3, 4]), whole(['B', 3], 4)], (x, index) => gatherLast(x, index), { B: 2 }),
    sample([real([5]), whole([], 5)], (x, index) => gatherLast(x, index)),
  ],
});

/** One element of each row of the last axis: x [..., V] and index [...] give [...]. */
export function gatherLast(x: Tensor, index: Tensor): Tensor {
  return operator.apply([x, index], undefined);
}

export default operator;
