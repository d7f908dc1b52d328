import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { mul } from './mul.ts';
import { sub } from './sub.ts';
import { sum } from './sum.ts';

const operator = defineOperator<[Tensor]>({
  name: 'softmax',
  infer: ([x]) => x,
  onnx: ({ graph, inputs }) => graph.node('Softmax', inputs, { axis: -1 }),
  // p = softmax(x): dx = p ⊙ (dp − Σ dp ⊙ p)
  gradient: ({ outputs: [p], gradient }) => {
    const weighted = mul(gradient, p as Tensor);
    return [sub(weighted, mul(p as Tensor, sum(weighted, -1, { keepDims: true })))];
  },
  samples: [
    sample([real(['B', 3, 4])], (x) => softmax(x), { B: 2 }),
    sample([real([1, 5], -30, 30)], (x) => softmax(x)),
  ],
});

/** eˣ / Σ eˣ over the last axis. */
export function softmax(x: Tensor): Tensor {
  return operator.apply([x], undefined);
}

export default operator;
