import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { mul } from './mul.ts';

const operator = defineOperator<[Tensor]>({
  name: 'sumOfSquares',
  infer: ([x]) => ({ shape: [], dtype: x.dtype }),
  onnx: ({ graph, inputs }) => graph.node('ReduceSumSquare', inputs, { keepdims: 0 }),
  // d Σ x² = 2 x dx
  gradient: ({ inputs: [x], gradient }) => [mul(mul(x, 2), gradient)],
  samples: [
    sample([real(['B', 3])], (x) => sumOfSquares(x), { B: 2 }),
    sample([real([])], (x) => sumOfSquares(x)),
  ],
});

/** Σ x² over all elements, a scalar, read in one pass. */
export function sumOfSquares(x: Tensor): Tensor {
  return operator.apply([x], undefined);
}

export default operator;
