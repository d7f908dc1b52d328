import { applicationsOf, defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { add } from './add.ts';
import { exp } from './exp.ts';
import { mul } from './mul.ts';
import { sin } from './sin.ts';

/** What a gradient rule sees; `gradients` has dL/d(output) of each output, undefined where the loss does not use it. */
interface CustomGradient {
  outputs: readonly Tensor[];
  gradients: readonly (Tensor | undefined)[];
  /** Which inputs a gradient is wanted for. */
  needed: readonly boolean[];
}

interface Attributes {
  outputs: readonly Tensor[];
  gradient(context: CustomGradient): readonly (Tensor | undefined)[];
}

const operator = defineOperator<readonly Tensor[], Attributes>({
  name: 'custom',
  infer: (_, { outputs }) => outputs.map(({ shape, dtype }) => ({ shape, dtype })),
  onnx: ({ graph, inputs: _, application, attributes: { outputs } }) => {
    const given = new Set(application.inputs);
    graph.write(applicationsOf(outputs, (tensor) => given.has(tensor)));
    return outputs.map((output) => graph.nameOf(output));
  },
  // as whoever made it says
  gradient: ({ outputs, gradients, needed, attributes: { gradient } }) =>
    gradient({ outputs, gradients, needed }),
  samples: [
    sample([real(['B', 3])], (x) => custom([x], [sin(exp(x))], ({ gradients: [g] }) => [slopeOf(x, g)]), {
      B: 2,
    }),
  ],
});

/** d sin(eˣ) = eˣ cos(eˣ) dx, with the cosine as a shifted sine. */
function slopeOf(x: Tensor, gradient: Tensor | undefined): Tensor | undefined {
  const shifted = add(exp(x), Math.PI / 2);
  return gradient && mul(gradient, mul(exp(x), sin(shifted)));
}

/**
 * What was computed of some inputs, with a gradient rule of its own in place of those of its parts: for what has a
 * derivative that needs less work or memory than its parts do one by one, or parts without one.
 */
export function custom(
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
  gradient: Attributes['gradient'],
): Tensor[] {
  return operator.applyAll(inputs, { outputs, gradient });
}

export default operator;
