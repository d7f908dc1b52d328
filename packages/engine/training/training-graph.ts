import type { Adapter } from '../adapters/adapter.ts';
import { graphOver, trainedWeights, type WeightInputs } from '../adapters/weight-inputs.ts';
import { gradients } from '../autodiff/gradients.ts';
import type { ModelGraph } from '../models/graph.ts';
import type { Model } from '../models/model.ts';
import { buildGraph } from '../onnx/build.ts';
import type { Graph } from '../onnx/graph.ts';
import { add } from '../operators/add.ts';
import { cast } from '../operators/cast.ts';
import { concat } from '../operators/concat.ts';
import { constant } from '../operators/constant.ts';
import { expand } from '../operators/expand.ts';
import { reshape } from '../operators/reshape.ts';
import { sqrt } from '../operators/sqrt.ts';
import { sumOfSquares } from '../operators/sumOfSquares.ts';
import { input, type Tensor, type TensorType } from '../tensor/tensor.ts';

/** The scalar to minimize, and scalars to report with it. */
export type LossFunction<Input extends string, Metric extends string> = (
  graph: ModelGraph,
  inputs: Record<Input, Tensor>,
) => { loss: Tensor; metrics?: Record<Metric, Tensor> };

/** The input of the training graph that is not the loss's or a single weight. */
const ownInputs = ['parameters'];

/** Symbolic inputs for what a run is fed, by name. Throws if a name is taken by the engine. */
export function declareInputs<Input extends string>(
  types: Readonly<Record<Input, TensorType>>,
): Record<Input, Tensor> {
  const entries = Object.entries<TensorType>(types).map(([name, { shape, dtype }]) => {
    if (ownInputs.includes(name))
      throw new Error(`The input name "${name}" is taken by the engine; choose another.`);
    return [name, input(name, shape, dtype)];
  });
  return Object.fromEntries(entries) as Record<Input, Tensor>;
}

/** The graph of loss and gradients. */
export interface TrainingGraph {
  graph: Graph;
  metricNames: string[];
  feeds: WeightInputs['feeds'];
  /** The outputs that are gradients, in the order of the trained vector. */
  gradients: { output: string; shape: number[] }[];
}

/**
 * The graph of loss and gradients. It takes all weights and what the loss needs, and gives the gradients of the trained
 * weights, small ones joined in one vector, and a vector of scalars: loss, gradient norm, then the metrics. Trained are
 * the weights of the adapter where there is one, otherwise those of the model.
 */
export function trainingGraph<Input extends string, Metric extends string>(
  { model, adapter }: { model: Model; adapter?: Adapter },
  types: Readonly<Record<Input, TensorType>>,
  lossFunction: LossFunction<Input, Metric>,
): TrainingGraph {
  const weights = trainedWeights(model, adapter);
  const inputs = declareInputs(types);
  const { loss, metrics } = lossFunction(graphOver(model, weights), inputs);
  if (loss.rank !== 0)
    throw new Error(`The loss must be a scalar, but its shape is [${loss.shape.join(',')}].`);
  const { layout, small } = (adapter ?? model).parameters;
  const wrt = [...layout.keys()].map((name) => weights.own(name));
  const slopes = gradients(loss, wrt).map((slope, place) => slope ?? zerosLike(wrt[place] as Tensor));
  // small weights lead the vector and come in one input, so that their gradients go in one output
  const alone = slopes.slice(small.size);
  const together = slopes.slice(0, small.size).map(toVector);
  const parts = together.length > 0 ? [concat(together, 0), ...alone] : alone;
  const norm = sqrt(parts.map(sumOfSquares).reduce((a, b) => add(a, b)));
  const scalars = [loss, norm, ...Object.values<Tensor>(metrics ?? ({} as Record<Metric, Tensor>))];
  const outputs = parts.map((part, n) => [`gradient${n}`, part] as const);
  const graph = buildGraph(
    [...weights.inputs, ...Object.values<Tensor>(inputs)],
    { ...Object.fromEntries(outputs), scalars: concat(scalars.map(asMetric), 0) },
    { name: 'training step' },
  );
  return {
    graph,
    metricNames: Object.keys(metrics ?? {}),
    feeds: weights.feeds,
    gradients: parts.map(({ shape }, n) => ({ output: `gradient${n}`, shape: shape.map(Number) })),
  };
}

function toVector(tensor: Tensor): Tensor {
  return reshape(tensor, [tensor.shape.reduce<number>((all, one) => all * Number(one), 1)]);
}

function zerosLike(tensor: Tensor): Tensor {
  return expand(constant(0, tensor.dtype), tensor.shape);
}

function asMetric(scalar: Tensor): Tensor {
  return reshape(cast(scalar, 'float32'), [1]);
}
