import { defineOperator } from '../tensor/operator.ts';
import { real, sample, whole } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { gatherLast } from './gatherLast.ts';

const operator = defineOperator<[Tensor, Tensor, Tensor]>({
  name: 'addLast',
  infer: ([x, index, values]) => {
    const rows = x.shape.slice(0, -1).join();
    if (index.dtype !== 'int64' || index.shape.join() !== rows || values.shape.join() !== rows)
      throw new Error(
        `addLast: the index ${index} (int64) and the values ${values} must have the shape of ${x} without its last axis.`,
      );
    return x;
  },
  onnx: ({ graph, inputs: [x, index, values] }) => {
    const last = graph.integers([-1]);
    const [places, added] = [index, values].map((one) => graph.node('Unsqueeze', [one, last])) as [
      string,
      string,
    ];
    return graph.node('ScatterElements', [x, places, added], { axis: -1, reduction: 'add' });
  },
  // x is passed on, and each value stands at one place
  gradient: ({ inputs: [, index], gradient }) => [gradient, undefined, gatherLast(gradient, index)],
  samples: [
    sample(
      [real(['B', 3, 4]), whole(['B', 3], 4), real(['B', 3])],
      (x, index, values) => addLast(x, index, values),
      { B: 2 },
    ),
  ],
});

/** x [..., V] with one value [...] added to one element of each row, that at place `index` [...]. */
export function addLast(x: Tensor, index: Tensor, values: Tensor): Tensor {
  return operator.apply([x, index, values], undefined);
}

export default operator;
