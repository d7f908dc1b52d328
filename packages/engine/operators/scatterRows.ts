import type { Dim } from '../tensor/dimension.ts';
import { defineOperator } from '../tensor/operator.ts';
import { real, sample, whole } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { gather } from './gather.ts';

const operator = defineOperator<[Tensor, Tensor], { shape: readonly Dim[] }>({
  name: 'scatterRows',
  infer: ([rows, index], { shape }) => {
    const expected = [...index.shape, ...shape.slice(1)];
    if (index.dtype !== 'int64' || expected.join() !== rows.shape.join())
      throw new Error(
        `scatterRows: rows ${rows} and index ${index} do not fit a table [${shape.join(',')}].`,
      );
    return { shape, dtype: rows.dtype };
  },
  onnx: ({ graph, inputs: [rows, index], attributes: { shape }, application }) => {
    const zero = graph.constant([0], (application.inputs[0] as Tensor).dtype);
    const zeros = graph.node('Expand', [zero, graph.shape(shape)]);
    const places = graph.node('Unsqueeze', [index, graph.integers([-1])]);
    return graph.node('ScatterND', [zeros, places, rows], { reduction: 'add' });
  },
  // the adjoint of reading rows
  gradient: ({ inputs: [, index], gradient }) => [gather(gradient, index), undefined],
  samples: [
    sample([real(['B', 5, 3]), whole(['B', 5], 4)], (rows, index) => scatterRows(rows, index, [4, 3]), {
      B: 2,
    }),
    sample([real([7]), whole([7], 2)], (rows, index) => scatterRows(rows, index, [2])),
  ],
});

/** A table of zeros of the given shape, to whose rows `index` the rows are added; equal indices accumulate. */
export function scatterRows(rows: Tensor, index: Tensor, shape: readonly Dim[]): Tensor {
  return operator.apply([rows, index], { shape });
}

export default operator;
