import { type Dim, symbolsOf } from '../tensor/dimension.ts';
import { applicationsOf, defineOperator } from '../tensor/operator.ts';
import { sample, whole } from '../tensor/sample.ts';
import { type Application, Tensor, type TensorType } from '../tensor/tensor.ts';
import { add } from './add.ts';
import { concat } from './concat.ts';
import { constant } from './constant.ts';

/** A body: iteration number, condition and carried values go in; condition, carried and collected values come out. */
interface Body {
  placeholders: readonly Tensor[];
  results: readonly Tensor[];
  /** Symbols that stand for another length in each iteration. */
  symbols: ReadonlySet<string>;
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

/** What a loop knows of itself beside its inputs. */
export interface LoopAttributes {
  body: Body;
  /** How many values are carried. */
  carried: number;
  /** What axes that grow reach at most. */
  most: Readonly<Record<string, Dim>>;
}

const operator = defineOperator<readonly Tensor[], LoopAttributes>({
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
 * the carried values inside the body, where an axis that grows or shrinks has a symbol of its own; `most` says what one that
 * grows (and 'iterations', the first axis of collected values) reaches at most. Whatever does not depend on the
 * iteration is computed once, before the loop. Without a gradient.
 */
export function loop(
  trips: Tensor,
  condition: Tensor,
  initial: readonly Tensor[],
  types: readonly TensorType[],
  body: (iteration: Tensor, carried: readonly Tensor[]) => Iteration,
  { most = {} }: { most?: LoopAttributes['most'] } = {},
): { carried: readonly Tensor[]; collected: readonly Tensor[] } {
  const iteration = new Tensor({ shape: [], dtype: 'int64' }, undefined, 'iteration');
  const going = new Tensor({ shape: [], dtype: 'bool' }, undefined, 'going');
  const held = types.map((type, n) => new Tensor(type, undefined, `carried${n}`));
  const given = body(iteration, held);
  const results = [given.condition, ...given.carried, ...given.collected];
  const written: Body = {
    placeholders: [iteration, going, ...held],
    results,
    symbols: ownSymbols(initial, types),
  };
  const inputs = [trips, condition, ...initial, ...capturedBy(written)];
  const outputs = operator.applyAll(inputs, { body: written, carried: initial.length, most });
  return { carried: outputs.slice(0, initial.length), collected: outputs.slice(initial.length) };
}

/** The symbols that only the carried values inside a body have. */
function ownSymbols(initial: readonly Tensor[], types: readonly TensorType[]): Set<string> {
  const outside = new Set(initial.flatMap(({ shape }) => shape.flatMap(symbolsOf)));
  return new Set(types.flatMap(({ shape }) => shape.flatMap(symbolsOf)).filter((one) => !outside.has(one)));
}

/** The tensors of a body that change from iteration to iteration. */
function varyingIn({ placeholders, results, symbols }: Body): Set<Tensor> {
  const varying = new Set<Tensor>(placeholders);
  for (const application of applicationsOf(results)) {
    const { inputs, outputs } = application;
    if (
      inputs.some((tensor) => varying.has(tensor)) ||
      lengthsOf(application).some((one) => symbols.has(one))
    )
      for (const output of outputs) varying.add(output);
  }
  return varying;
}

/** The symbols in an application's shapes and in the dimensions among its attributes. */
function lengthsOf({ outputs, attributes }: Application): string[] {
  const given = Object.values(attributes ?? {}).flat() as unknown[];
  const dims = given.filter((one): one is Dim => typeof one === 'string' || typeof one === 'number');
  return [...dims, ...outputs.flatMap(({ shape }) => shape)].flatMap(symbolsOf);
}

/** The tensors from outside that a body reads. */
function capturedBy(body: Body): Tensor[] {
  const varying = varyingIn(body);
  const inside = applicationsOf(body.results, (tensor) => !varying.has(tensor));
  const read = [...body.results, ...inside.flatMap(({ inputs }) => inputs)];
  return [...new Set(read.filter((tensor) => !varying.has(tensor)))];
}

export default operator;
