import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import { dimOf, type Tensor } from '../tensor/tensor.ts';
import { add } from './add.ts';
import { div } from './div.ts';
import { mean } from './mean.ts';
import { mul } from './mul.ts';
import { sqrt } from './sqrt.ts';
import { square } from './square.ts';
import { sub } from './sub.ts';
import { sum } from './sum.ts';

const operator = defineOperator<[Tensor, Tensor], { epsilon: number }>({
  name: 'rmsNorm',
  infer: ([x, scale]) => {
    if (scale.rank !== 1 || scale.shape[0] !== dimOf(x, -1))
      throw new Error(`rmsNorm: the scale ${scale} must be as long as the last axis of ${x}.`);
    return x;
  },
  onnx: ({ graph, inputs, attributes: { epsilon }, application }) => {
    const [{ dtype }] = application.inputs as [Tensor];
    // a kernel of onnxruntime that stands in the standard domain; its second output is wrong on WebGPU, so it is not used
    if (graph.fused && dtype === 'float32')
      return graph.node('SimplifiedLayerNormalization', inputs, { axis: -1, epsilon: { float: epsilon } });
    const [x, scale] = inputs;
    const square = graph.node('Mul', [x, x]);
    const average = graph.node('ReduceMean', [square, graph.integers([-1])], { keepdims: 1 });
    const root = graph.node('Sqrt', [graph.node('Add', [average, graph.constant([epsilon], dtype)])]);
    return graph.node('Mul', [graph.node('Div', [x, root]), scale]);
  },
  // x̂ = x/r with r = √(mean(x²) + ε), y = γ x̂, h = γ ⊙ dy: dx = (h − x̂ mean(h ⊙ x̂))/r, dγ = Σ dy ⊙ x̂
  gradient: ({ inputs: [x, scale], attributes: { epsilon }, gradient }) => {
    const root = sqrt(add(mean(square(x), -1, { keepDims: true }), epsilon));
    const normalized = div(x, root);
    const weighted = mul(gradient, normalized);
    const along = mean(mul(weighted, scale), -1, { keepDims: true });
    const dx = div(sub(mul(gradient, scale), mul(normalized, along)), root);
    const rows = x.shape.slice(0, -1).map((_, axis) => axis);
    return [dx, sum(weighted, rows)];
  },
  samples: [
    sample([real(['B', 3, 4]), real([4])], (x, scale) => rmsNorm(x, scale, 1e-5), { B: 2 }),
    sample([real([2, 5]), real([5])], (x, scale) => rmsNorm(x, scale, 1e-2)),
  ],
});

/** γ x/√(mean(x²) + ε) with the mean over the last axis (Zhang and Sennrich, 2019). */
export function rmsNorm(x: Tensor, scale: Tensor, epsilon: number): Tensor {
  return operator.apply([x, scale], { epsilon });
}

export default operator;
