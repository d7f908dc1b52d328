import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { mul } from './mul.ts';
import { sub } from './sub.ts';

const operator = defineOperator<[Tensor]>({
  name: 'sigmoid',
  infer: ([x]) => x,
  onnx: ({ graph, inputs }) => graph.node('Sigmoid', inputs),
  // d(σ(x)) = σ(x) (1 − σ(x)) dx
  gradient: ({ outputs, gradient }) => [
    mul(gradient, mul(outputs[0] as Tensor, sub(1, outputs[0] as Tensor))),
  ],
  samples: [
    sample([real(['B', 3], -6, 6)], (x) => sigmoid(x), { B: 2 }),
    sample([real([], -6, 6)], (x) => sigmoid(x)),
  ],
});

/** σ(x) = 1 / (1 + e⁻ˣ), elementwise. */
export function sigmoid(x: Tensor): Tensor {
  return operator.apply([x], undefined);
}

export default operator;
