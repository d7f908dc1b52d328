import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { mul } from './mul.ts';

const operator = defineOperator<[Tensor], { exponent: number }>({
  name: 'pow',
  infer: ([x]) => x,
  onnx: ({ graph, inputs: [x], attributes, application }) =>
    graph.node('Pow', [x, graph.constant([attributes.exponent], (application.inputs[0] as Tensor).dtype)]),
  // d(xᵖ) = p xᵖ⁻¹ dx
  gradient: ({ inputs: [x], attributes: { exponent }, gradient }) => [
    mul(gradient, mul(pow(x, exponent - 1), exponent)),
  ],
  samples: [
    sample([real(['B', 3], 0.5, 2)], (x) => pow(x, -0.5), { B: 2 }),
    sample([real([4])], (x) => pow(x, 3)),
  ],
});

/** x to a constant power, elementwise. */
export function pow(x: Tensor, exponent: number): Tensor {
  return operator.apply([x], { exponent });
}

export default operator;
