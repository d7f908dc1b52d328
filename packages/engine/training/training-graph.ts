import type { Adapter } from '../adapters/adapter.ts';
import { graphOver, trainedWeights, type WeightInputs } from '../adapters/weight-inputs.ts';
import { gradients } from '../autodiff/gradients.ts';
import type { ModelGraph } from '../models/graph.ts';
import type { Model } from '../models/model.ts';
import { buildGraph } from '../onnx/build.ts';
import type { Graph } from '../onnx/graph.ts';
import { cast } from '../operators/cast.ts';
import { concat } from '../operators/concat.ts';
import { constant } from '../operators/constant.ts';
import { expand } from '../operators/expand.ts';
import { reshape } from '../operators/reshape.ts';
import { type AdamWOptions, adamW } from '../optimizers/adamw.ts';
import { input, type Tensor, type TensorType } from '../tensor/tensor.ts';

/** The scalar to minimize, and scalars to report with it. */
export type LossFunction<Input extends string, Metric extends string> = (
  graph: ModelGraph,
  inputs: Record<Input, Tensor>,
) => { loss: Tensor; metrics?: Record<Metric, Tensor> };

/** Inputs of the training graph beside those of the loss. */
const ownInputs = ['parameters', 'firstMoment', 'secondMoment', 'rates', 'decay'];

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

/**
 * The graph of one training step. It takes all weights, the moments and rates of AdamW and what the loss needs, and
 * gives the new trained weights, the new moments and a vector of scalars: loss, gradient norm, then the metrics.
 * `trained` names weights of the adapter where there is one, otherwise of the model.
 */
export function trainingGraph<Input extends string, Metric extends string>(
  { model, adapter }: { model: Model; adapter?: Adapter },
  trained: readonly string[],
  types: Readonly<Record<Input, TensorType>>,
  lossFunction: LossFunction<Input, Metric>,
  optimizer: AdamWOptions,
): { graph: Graph; metricNames: string[]; feeds: WeightInputs['feeds'] } {
  const weights = trainedWeights(model, adapter);
  const inputs = declareInputs(types);
  const { loss, metrics } = lossFunction(graphOver(model, weights), inputs);
  if (loss.rank !== 0)
    throw new Error(`The loss must be a scalar, but its shape is [${loss.shape.join(',')}].`);
  const wrt = trained.map((name) => weights.own(name));
  const flat = (tensors: readonly Tensor[]) => concat(tensors.map(toVector), 0);
  const slopes = gradients(loss, wrt).map((slope, place) => slope ?? zerosLike(wrt[place] as Tensor));
  const gradient = flat(slopes);
  const length = gradient.shape;
  const state = {
    weights: trained.length === (adapter ?? model).parameters.layout.size ? weights.vector : flat(wrt),
    gradient,
    first: input('firstMoment', length),
    second: input('secondMoment', length),
    rates: input('rates', [3]),
    decay: optimizer.weightDecay > 0 ? input('decay', length) : undefined,
  };
  const next = adamW(state, optimizer);
  const scalars = [loss, next.norm, ...Object.values<Tensor>(metrics ?? ({} as Record<Metric, Tensor>))];
  const own = [state.first, state.second, state.rates, ...(state.decay ? [state.decay] : [])];
  const graph = buildGraph(
    [...weights.inputs, ...own, ...Object.values<Tensor>(inputs)],
    {
      newParameters: next.weights,
      newFirstMoment: next.first,
      newSecondMoment: next.second,
      scalars: concat(scalars.map(asMetric), 0),
    },
    { name: 'training step' },
  );
  return { graph, metricNames: Object.keys(metrics ?? {}), feeds: weights.feeds };
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
