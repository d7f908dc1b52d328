import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { matmul } from './matmul.ts';
import { sum } from './sum.ts';

const operator = defineOperator<[Tensor, Tensor, Tensor]>({
  name: 'linear',
  infer: ([x, weight, bias]) => {
    const [inner, outer] = weight.shape;
    if (
      x.rank !== 2 ||
      weight.rank !== 2 ||
      x.shape[1] !== inner ||
      bias.rank !== 1 ||
      bias.shape[0] !== outer
    )
      throw new Error(
        `linear: x ${x}, weight ${weight} and bias ${bias} must be [N,in], [in,out] and [out].`,
      );
    return { shape: [x.shape[0] ?? 0, outer ?? 0], dtype: x.dtype };
  },
  onnx: ({ graph, inputs }) => graph.node('Gemm', inputs),
  // Y = X W + b: dX = dY Wᵀ, dW = Xᵀ dY, db = Σ over rows of dY
  gradient: ({ inputs: [x, weight], gradient }) => [
    matmul(gradient, weight, { transposeB: true }),
    matmul(x, gradient, { transposeA: true }),
    sum(gradient, 0),
  ],
  samples: [sample([real(['N', 3]), real([3, 4]), real([4])], (x, w, b) => linear(x, w, b), { N: 5 })],
});

/** x W + b with x [N,in], W [in,out] and b [out]. */
export function linear(x: Tensor, weight: Tensor, bias: Tensor): Tensor {
  return operator.apply([x, weight, bias], undefined);
}

export default operator;
