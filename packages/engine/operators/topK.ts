import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import { dimOf, type Tensor } from '../tensor/tensor.ts';

const operator = defineOperator<[Tensor], { count: number }>({
  name: 'topK',
  infer: ([x], { count }) => {
    const length = dimOf(x, -1);
    if (typeof length === 'number' && count > length)
      throw new Error(
        `topK: ${count} elements were asked for, but the last axis of ${x} has only ${length}.`,
      );
    const shape = [...x.shape.slice(0, -1), count];
    return [
      { shape, dtype: x.dtype },
      { shape, dtype: 'int64' },
    ];
  },
  onnx: ({ graph, inputs: [x], attributes: { count } }) =>
    graph.nodes('TopK', [x, graph.integers([count])], { axis: -1, largest: 1, sorted: 1 }, 2),
  samples: [
    sample([real(['B', 5])], (x) => topK(x, 2).places, { B: 3 }),
    sample([real([7])], (x) => topK(x, 7).places),
  ],
});

/** The largest elements of the last axis, in falling order, and their places; without a gradient. */
export function topK(x: Tensor, count: number): { values: Tensor; places: Tensor } {
  const [values, places] = operator.applyAll([x], { count }) as [Tensor, Tensor];
  return { values, places };
}

export default operator;
