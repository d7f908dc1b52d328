import { applicationsOf, defineOperator } from '../tensor/operator.ts';
import { sample, whole } from '../tensor/sample.ts';
import { Tensor, type TensorType } from '../tensor/tensor.ts';
import { add } from './add.ts';
import { concat } from './concat.ts';
import { constant } from './constant.ts';

/** A body: iteration number, condition and carried values go in; condition, carried and collected values come out. */
interface Body {
  placeholders: readonly Tensor[];
  results: readonly Tensor[];
}

/** What one iteration of a loop gives. */
export interface Iteration {
  /** Whether to go on (bool scalar). */
  condition: Tensor;
  /** The carried values for the next iteration. */
  carried: readonly Tensor[];
  /** Values that are stacked along a new first axis, one for each iteration. */
  collected: readonly Tensor[];
}

const operator = defineOperator<readonly Tensor[], { body: Body; carried: number }>({
  name: 'loop',
  infer: (_, { body: { placeholders, results }, carried }) => [
    ...placeholders.slice(2),
    ...results.slice(1 + carried).map(({ shape, dtype }) => ({ shape: ['iterations', ...shape], dtype })),
  ],
  onnx: ({ graph, inputs, attributes: { body, carried } }) => {
    const varying = varyingIn(body);
    const inside = applicationsOf(body.results, (tensor) => !varying.has(tensor));
    const names = [
      'goOn',
      ...body.results.slice(1).map((_, n) => (n < carried ? `next${n}` : `collect${n - carried}`)),
    ];
    const { result, nodes } = graph.scoped(() => {
      const inputNames = graph.declare(body.placeholders);
      graph.write(inside);
      return { inputNames, outputs: graph.outputs(body.results, names) };
    });
    const written = {
      name: 'body',
      inputs: body.placeholders.map((type, place) => ({ name: result.inputNames[place] as string, type })),
      outputs: result.outputs,
      nodes,
      initializers: [],
    };
    return graph.nodes(
      'Loop',
      inputs.slice(0, 2 + carried),
      { body: { graph: written } },
      body.results.length - 1,
    );
  },
  samples: [
    sample(
      [whole(['B', 2], 5), whole(['B', 1], 5)],
      (x, y) => {
        const types: TensorType[] = [{ shape: ['B', 'S'], dtype: 'int64' }];
        const { collected } = loop(
          constant(3, 'int64'),
          constant(1, 'bool'),
          [x],
          types,
          (iteration, [grown]) => ({
            condition: constant(1, 'bool'),
            carried: [concat([grown as Tensor, y], 1)],
            collected: [add(y, iteration)],
          }),
        );
        return [...collected];
      },
      { B: 2, iterations: 3 },
    ),
  ],
});

/**
 * Repeats `body` up to `trips` times (int64 scalar), as long as `condition` (bool scalar) holds. `types` are those of
 * the carried values inside the body, where an axis that grows has a symbol of its own. Whatever does not depend on the
 * iteration is computed once, before the loop. Without a gradient.
 */
export function loop(
  trips: Tensor,
  condition: Tensor,
  initial: readonly Tensor[],
  types: readonly TensorType[],
  body: (iteration: Tensor, carried: readonly Tensor[]) => Iteration,
): { carried: readonly Tensor[]; collected: readonly Tensor[] } {
  const iteration = new Tensor({ shape: [], dtype: 'int64' }, undefined, 'iteration');
  const going = new Tensor({ shape: [], dtype: 'bool' }, undefined, 'going');
  const held = types.map((type, n) => new Tensor(type, undefined, `carried${n}`));
  const given = body(iteration, held);
  const results = [given.condition, ...given.carried, ...given.collected];
  const written: Body = { placeholders: [iteration, going, ...held], results };
  const inputs = [trips, condition, ...initial, ...capturedBy(written)];
  const outputs = operator.applyAll(inputs, { body: written, carried: initial.length });
  return { carried: outputs.slice(0, initial.length), collected: outputs.slice(initial.length) };
}

/** The tensors of a body that change from iteration to iteration. */
function varyingIn({ placeholders, results }: Body): Set<Tensor> {
  const varying = new Set<Tensor>(placeholders);
  for (const { inputs, outputs } of applicationsOf(results))
    if (inputs.some((tensor) => varying.has(tensor))) for (const output of outputs) varying.add(output);
  return varying;
}

/** The tensors from outside that a body reads. */
function capturedBy(body: Body): Tensor[] {
  const varying = varyingIn(body);
  const inside = applicationsOf(body.results, (tensor) => !varying.has(tensor));
  const read = [...body.results, ...inside.flatMap(({ inputs }) => inputs)];
  return [...new Set(read.filter((tensor) => !varying.has(tensor)))];
}

export default operator;
