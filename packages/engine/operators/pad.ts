import { type Dim, minus, plus } from '../tensor/dimension.ts';
import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import { axisOf, dimOf, type Tensor } from '../tensor/tensor.ts';
import { slice } from './slice.ts';

const operator = defineOperator<[Tensor], { axis: number; before: Dim; behind: Dim }>({
  name: 'pad',
  infer: ([x], { axis, before, behind }) => ({
    shape: x.shape.map((dim, n) => (n === axis ? plus(before, dim, behind) : dim)),
    dtype: x.dtype,
  }),
  onnx: ({ graph, inputs: [x], attributes: { axis, before, behind }, application }) => {
    const zero = graph.constant([0], (application.inputs[0] as Tensor).dtype);
    return graph.node('Pad', [x, graph.shape([before, behind]), zero, graph.integers([axis])]);
  },
  // the stretch between the zeros
  gradient: ({ inputs: [x], attributes: { axis, before, behind }, gradient }) => [
    slice(gradient, axis, before, minus(plus(before, dimOf(x, axis), behind), behind)),
  ],
  samples: [
    sample([real(['B', 3])], (x) => pad(x, -1, 1, 2), { B: 2 }),
    sample([real(['B', 'T'])], (x) => pad(x, 0, 'T', 0), { B: 2, T: 3 }),
  ],
});

/** Zeros before and behind along one axis. */
export function pad(x: Tensor, axis: number, before: Dim, behind: Dim): Tensor {
  return before === 0 && behind === 0 ? x : operator.apply([x], { axis: axisOf(x, axis), before, behind });
}

export default operator;
