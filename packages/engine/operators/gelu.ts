import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { add } from './add.ts';
import { mul } from './mul.ts';
import { sigmoid } from './sigmoid.ts';
import { square } from './square.ts';
import { sub } from './sub.ts';

/** With z = a x + b x³ the tanh form ½ x (1 + tanh(z/2)) is x σ(z). */
const a = 2 * Math.sqrt(2 / Math.PI);
const b = a * 0.044715;

const operator = defineOperator<[Tensor]>({
  name: 'gelu',
  infer: ([x]) => x,
  onnx: ({ graph, inputs: [x], application }) => {
    const { dtype } = application.inputs[0] as Tensor;
    if (graph.fused && dtype === 'float32') return graph.fusedNode('FastGelu', [x]);
    const scalar = (value: number) => graph.constant([value], dtype);
    const cubic = graph.node('Mul', [graph.node('Mul', [x, x]), scalar(b)]);
    const z = graph.node('Mul', [graph.node('Add', [cubic, scalar(a)]), x]);
    return graph.node('Mul', [x, graph.node('Sigmoid', [z])]);
  },
  // y = x σ(z), s = σ(z): dy = (s + (1 − s) y (a + 3b x²)) dx
  gradient: ({ inputs: [x], outputs: [y], gradient }) => {
    const x2 = square(x);
    const s = sigmoid(mul(add(mul(x2, b), a), x));
    const steep = mul(add(mul(x2, 3 * b), a), y as Tensor);
    return [mul(gradient, add(mul(sub(1, s), steep), s))];
  },
  samples: [sample([real(['B', 3], -4, 4)], (x) => gelu(x), { B: 2 })],
});

/** GELU in its tanh form (Hendrycks and Gimpel, 2016), `gelu_new` in Hugging Face's configurations. */
export function gelu(x: Tensor): Tensor {
  return operator.apply([x], undefined);
}

export default operator;
