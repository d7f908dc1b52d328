import { type Dim, plus } from '../tensor/dimension.ts';
import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import { axisOf, dimOf, type Tensor } from '../tensor/tensor.ts';
import { concat } from './concat.ts';
import { constant } from './constant.ts';
import { expand } from './expand.ts';

/** A WebGPU shader has few storage buffers, one for each output; more parts are cut out one by one. */
const mostOutputs = 7;

const operator = defineOperator<[Tensor], { axis: number; sizes: readonly Dim[] }>({
  name: 'split',
  infer: ([x], { axis, sizes }) => {
    if (plus(...sizes) !== x.shape[axis])
      throw new Error(`split: the sizes ${sizes.join(', ')} do not add up to axis ${axis} of ${x}.`);
    return sizes.map((size) => ({
      shape: x.shape.map((dim, n) => (n === axis ? size : dim)),
      dtype: x.dtype,
    }));
  },
  onnx: ({ graph, inputs: [x], attributes: { axis, sizes } }) => {
    if (sizes.length <= mostOutputs)
      return graph.nodes('Split', [x, graph.shape(sizes)], { axis }, sizes.length);
    let start: Dim = 0;
    return sizes.map((size) => {
      const end = plus(start, size);
      const part = graph.node('Slice', [x, graph.shape([start]), graph.shape([end]), graph.integers([axis])]);
      start = end;
      return part;
    });
  },
  // the parts' gradients joined again, zeros for parts that the loss does not use
  gradient: ({ outputs, attributes: { axis }, gradients }) => {
    const zeros = ({ shape, dtype }: Tensor) => expand(constant(0, dtype), shape);
    return [
      concat(
        outputs.map((part, place) => gradients[place] ?? zeros(part)),
        axis,
      ),
    ];
  },
  samples: [
    sample([real(['B', 5])], (x) => split(x, [2, 3], -1), { B: 2 }),
    sample([real([11, 2])], (x) => split(x, [1, 2, 1, 1, 1, 1, 1, 1, 2], 0)),
    sample([real(['P+T', 2]), real(['P']), real(['T'])], (x) => split(x, ['P', 'T'], 0)[1] as Tensor, {
      P: 2,
      T: 1,
    }),
  ],
});

/** Cuts an axis into consecutive parts of the given sizes. */
export function split(x: Tensor, sizes: readonly Dim[], axis: number): Tensor[] {
  dimOf(x, axis);
  return sizes.length === 1 ? [x] : operator.applyAll([x], { axis: axisOf(x, axis), sizes });
}

export default operator;
