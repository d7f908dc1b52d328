import { type Dim, multiply } from '../tensor/dimension.ts';
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
    // ScatterND with reduction=add loses updates of equal indices when onnxruntime runs it on several threads, and
    // ScatterElements is five times faster along a single axis: element c of row i goes to place i·C + c.
    const [{ dtype }, { shape: indexShape }] = application.inputs as [Tensor, Tensor];
    const [count, width] = [multiply(...indexShape), multiply(...shape.slice(1))];
    const column = graph.node('Reshape', [index, graph.reshapeTarget([count, 1])]);
    const zero = graph.constant([0], 'int64');
    const scalar = (name: string) => graph.node('Squeeze', [name]);
    const offsets = graph.node('Range', [zero, scalar(graph.shape([width])), graph.constant([1], 'int64')]);
    const starts = graph.node('Mul', [column, graph.shape([width])]);
    const places = graph.node('Reshape', [graph.node('Add', [starts, offsets]), graph.integers([-1])]);
    const values = graph.node('Reshape', [rows, graph.integers([-1])]);
    const zeros = graph.node('Expand', [graph.constant([0], dtype), graph.size(shape)]);
    const table = graph.node('ScatterElements', [zeros, places, values], { axis: 0, reduction: 'add' });
    return graph.node('Reshape', [table, graph.reshapeTarget(shape)]);
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
