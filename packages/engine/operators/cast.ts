import { elementCodes } from '../onnx/schema.ts';
import { defineOperator } from '../tensor/operator.ts';
import { real, sample, whole } from '../tensor/sample.ts';
import type { DType, Tensor } from '../tensor/tensor.ts';

const isFloat = (dtype: DType) => dtype === 'float32' || dtype === 'float64';

const operator = defineOperator<[Tensor], { dtype: DType }>({
  name: 'cast',
  infer: ([x], { dtype }) => ({ shape: x.shape, dtype }),
  onnx: ({ graph, inputs, attributes: { dtype } }) => graph.node('Cast', inputs, { to: elementCodes[dtype] }),
  // between floating-point types the gradient is cast back; whole numbers and truth values have none
  gradient: ({ inputs: [x], attributes, gradient }) => [
    isFloat(x.dtype) && isFloat(attributes.dtype) ? cast(gradient, x.dtype) : undefined,
  ],
  samples: [
    sample([whole(['B', 3], 5)], (x) => cast(x, 'float64'), { B: 2 }),
    sample([real([3])], (x) => cast(x, 'int64')),
    sample([whole([4], 2)], (x) => cast(x, 'bool')),
  ],
});

/** The same numbers as another element type. */
export function cast(x: Tensor, dtype: DType): Tensor {
  return x.dtype === dtype ? x : operator.apply([x], { dtype });
}

export default operator;
