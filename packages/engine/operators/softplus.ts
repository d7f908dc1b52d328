import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { mul } from './mul.ts';
import { sigmoid } from './sigmoid.ts';

const operator = defineOperator<[Tensor]>({
  name: 'softplus',
  infer: ([x]) => x,
  // max(x, 0) + log(1 + e^−|x|) never overflows
  onnx: ({ graph, inputs: [x], application }) => {
    const { dtype } = application.inputs[0] as Tensor;
    const small = graph.node('Exp', [graph.node('Neg', [graph.node('Abs', [x])])]);
    const logarithm = graph.node('Log', [graph.node('Add', [small, graph.constant([1], dtype)])]);
    return graph.node('Add', [graph.node('Relu', [x]), logarithm]);
  },
  // d log(1 + eˣ) = σ(x) dx
  gradient: ({ inputs: [x], gradient }) => [mul(gradient, sigmoid(x))],
  samples: [
    sample([real(['B', 3])], (x) => softplus(x), { B: 2 }),
    sample([real([6], -80, 80)], (x) => softplus(x)),
  ],
});

/** log(1 + eˣ), elementwise, without overflow. */
export function softplus(x: Tensor): Tensor {
  return operator.apply([x], undefined);
}

export default operator;
