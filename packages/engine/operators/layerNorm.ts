import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import { dimOf, type Tensor } from '../tensor/tensor.ts';
import { mean } from './mean.ts';
import { mul } from './mul.ts';
import { sub } from './sub.ts';
import { sum } from './sum.ts';

const operator = defineOperator<[Tensor, Tensor, Tensor], { epsilon: number }>({
  name: 'layerNorm',
  infer: ([x, scale, shift]) => {
    const width = dimOf(x, -1);
    if (scale.rank !== 1 || shift.rank !== 1 || scale.shape[0] !== width || shift.shape[0] !== width)
      throw new Error(
        `layerNorm: scale ${scale} and shift ${shift} must be as long as the last axis of ${x}.`,
      );
    const statistics = { shape: [...x.shape.slice(0, -1), 1], dtype: x.dtype };
    return [x, statistics, statistics];
  },
  onnx: ({ graph, inputs, attributes: { epsilon }, application }) => {
    const [{ dtype }] = application.inputs as [Tensor];
    if (dtype === 'float32')
      return graph.nodes('LayerNormalization', inputs, { axis: -1, epsilon: { float: epsilon } }, 3);
    const [x, scale, shift] = inputs;
    const average = (name: string) => graph.node('ReduceMean', [name, graph.integers([-1])], { keepdims: 1 });
    const center = average(x);
    const centered = graph.node('Sub', [x, center]);
    const variance = average(graph.node('Mul', [centered, centered]));
    const deviation = graph.node('Sqrt', [graph.node('Add', [variance, graph.constant([epsilon], dtype)])]);
    const inverse = graph.node('Reciprocal', [deviation]);
    const scaled = graph.node('Mul', [graph.node('Mul', [centered, inverse]), scale]);
    return [graph.node('Add', [scaled, shift]), center, inverse];
  },
  // x̂ = (x − μ)/σ, y = γ x̂ + β, h = γ ⊙ dy: dx = (h − mean(h) − x̂ mean(h ⊙ x̂))/σ, dγ = Σ dy ⊙ x̂, dβ = Σ dy
  gradient: ({ inputs: [x, scale], outputs, gradient }) => {
    const [, center, inverse] = outputs as [Tensor, Tensor, Tensor];
    const normalized = mul(sub(x, center), inverse);
    const weighted = mul(gradient, normalized);
    const h = mul(gradient, scale);
    const along = mean(mul(weighted, scale), -1, { keepDims: true });
    const dx = mul(sub(sub(h, mean(h, -1, { keepDims: true })), mul(normalized, along)), inverse);
    const rows = x.shape.slice(0, -1).map((_, axis) => axis);
    return [dx, sum(weighted, rows), sum(gradient, rows)];
  },
  samples: [
    sample([real(['B', 3, 4]), real([4]), real([4])], (x, a, b) => layerNorm(x, a, b, 1e-5), { B: 2 }),
    sample([real([2, 5]), real([5]), real([5])], (x, a, b) => layerNorm(x, a, b, 1e-2)),
  ],
});

/** γ (x − μ)/√(σ² + ε) + β with mean and variance over the last axis (Ba, Kiros and Hinton, 2016). */
export function layerNorm(x: Tensor, scale: Tensor, shift: Tensor, epsilon: number): Tensor {
  return operator.apply([x, scale, shift], { epsilon });
}

export default operator;
