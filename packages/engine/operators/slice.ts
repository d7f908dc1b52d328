import { type Dim, minus } from '../tensor/dimension.ts';
import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import { axisOf, dimOf, type Tensor } from '../tensor/tensor.ts';
import { pad } from './pad.ts';

const operator = defineOperator<[Tensor], { axis: number; start: Dim; end: Dim }>({
  name: 'slice',
  infer: ([x], { axis, start, end }) => {
    const length = minus(end, start);
    if (typeof length === 'number' && length < 0)
      throw new Error(`slice: the end ${end} is before the start ${start}.`);
    return { shape: x.shape.map((dim, n) => (n === axis ? length : dim)), dtype: x.dtype };
  },
  onnx: ({ graph, inputs: [x], attributes: { axis, start, end } }) =>
    graph.node('Slice', [x, graph.shape([start]), graph.shape([end]), graph.integers([axis])]),
  // the gradient with zeros before and behind
  gradient: ({ inputs: [x], attributes: { axis, start, end }, gradient }) => [
    pad(gradient, axis, start, minus(dimOf(x, axis), end)),
  ],
  samples: [
    sample([real(['B', 5])], (x) => slice(x, 1, 1, 4), { B: 2 }),
    sample([real(['B', 'T'])], (x) => slice(x, -1, 0, 'T-1'), { B: 2, T: 4 }),
    sample([real(['2*P', 3]), real(['P'])], (x) => slice(x, 0, 'P', '2*P'), { P: 2 }),
  ],
});

/** Elements start … end − 1 of one axis. `end` is by default the axis's length; neither may be negative. */
export function slice(x: Tensor, axis: number, start: Dim, end?: Dim): Tensor {
  const length = dimOf(x, axis);
  if (start === 0 && (end === undefined || end === length)) return x;
  return operator.apply([x], { axis: axisOf(x, axis), start, end: end ?? length });
}

export default operator;
