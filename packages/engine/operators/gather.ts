import { defineOperator } from '../tensor/operator.ts';
import { real, sample, whole } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { scatterRows } from './scatterRows.ts';

const operator = defineOperator<[Tensor, Tensor]>({
  name: 'gather',
  infer: ([table, index]) => {
    if (index.dtype !== 'int64') throw new Error(`gather: the index must be int64, not ${index.dtype}.`);
    return { shape: [...index.shape, ...table.shape.slice(1)], dtype: table.dtype };
  },
  onnx: ({ graph, inputs }) => graph.node('Gather', inputs, { axis: 0 }),
  // row i of the table receives the gradients of all the places that read it
  gradient: ({ inputs: [table, index], gradient }) => [scatterRows(gradient, index, table.shape), undefined],
  samples: [
    sample([real([4, 3]), whole(['B', 5], 4)], (table, index) => gather(table, index), { B: 2 }),
    sample([real(['N']), whole([7], 3)], (table, index) => gather(table, index), { N: 3 }),
  ],
});

/** Rows of a table by number: table [N,…] and index […] give [index…, table row…]. */
export function gather(table: Tensor, index: Tensor): Tensor {
  return operator.apply([table, index], undefined);
}

export default operator;
