import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { cast } from './cast.ts';

const operator = defineOperator<[Tensor]>({
  name: 'stopGradient',
  infer: ([x]) => x,
  onnx: ({ inputs: [x] }) => x,
  // a constant as far as the loss is concerned
  gradient: () => [undefined],
  samples: [sample([real([3])], (x) => cast(stopGradient(x), 'int64'))],
});

/** The same value, through which no gradient flows. */
export function stopGradient(x: Tensor): Tensor {
  return operator.apply([x], undefined);
}

export default operator;
