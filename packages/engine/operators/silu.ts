import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { add } from './add.ts';
import { mul } from './mul.ts';
import { sigmoid } from './sigmoid.ts';
import { sub } from './sub.ts';

const operator = defineOperator<[Tensor]>({
  name: 'silu',
  infer: ([x]) => x,
  onnx: ({ graph, inputs: [x], application }) => {
    const { dtype } = application.inputs[0] as Tensor;
    if (graph.fused && dtype === 'float32') return graph.fusedNode('QuickGelu', [x], { alpha: { float: 1 } });
    return graph.node('Mul', [x, graph.node('Sigmoid', [x])]);
  },
  // y = x σ(x), s = σ(x): dy = (s + y (1 − s)) dx
  gradient: ({ inputs: [x], outputs: [y], gradient }) => {
    const s = sigmoid(x);
    return [mul(gradient, add(s, mul(y as Tensor, sub(1, s))))];
  },
  samples: [sample([real(['B', 3], -6, 6)], (x) => silu(x), { B: 2 }), sample([real([])], (x) => silu(x))],
});

/** x σ(x), elementwise: SiLU (Elfwing, Uchibe and Doya, 2018), the gate of SwiGLU (Shazeer, 2020). */
export function silu(x: Tensor): Tensor {
  return operator.apply([x], undefined);
}

export default operator;
