import type * as ort from 'onnxruntime-node';
import type { Head, Weights } from '../models/family.ts';
import { type ModelGraph, modelGraph } from '../models/graph.ts';
import type { Model } from '../models/model.ts';
import { type ParameterVector, unpack } from '../models/parameters.ts';
import { input, type Tensor } from '../tensor/tensor.ts';
import type { Adapter } from './adapter.ts';

/** The weights of a model, and of an adapter on it, as inputs of a graph. */
export interface WeightInputs {
  inputs: readonly Tensor[];
  /** What each run is fed; the tensors share the memory of model and adapter, so nothing is copied. */
  feeds: Readonly<Record<string, ort.Tensor>>;
  weights: Weights;
  head: Head;
}

/** Weights that a graph reads but does not change: one input for each. */
export function readOnlyWeights(model: Model, adapter?: Adapter): WeightInputs {
  const base = inputPerWeight(model.parameters, (name) => !adapter?.replaced.has(name));
  if (adapter === undefined) return { ...base, head: model.head };
  const own = inputPerWeight(adapter.parameters);
  return {
    inputs: [...base.inputs, ...own.inputs],
    feeds: { ...base.feeds, ...own.feeds },
    weights: adapter.over(base.weights, own.weights),
    head: adapter.head,
  };
}

/**
 * Weights that are trained: the model's, or the adapter's over the model's, which are then read only. `own` finds those
 * that are trained; small ones come in a single input.
 */
export function trainedWeights(model: Model, adapter?: Adapter): WeightInputs & { own: Weights } {
  const { parameters } = adapter ?? model;
  const { small, smallTensor } = parameters;
  const alone = inputPerWeight(parameters, (name) => !small.has(name));
  const vector = smallTensor && input('parameters', smallTensor.dims);
  const cut = vector && unpack(vector, small);
  const own: Weights = (name) => (cut && small.has(name) ? cut(name) : alone.weights(name));
  const inputs = [...(vector ? [vector] : []), ...alone.inputs];
  const feeds = { ...(smallTensor && { parameters: smallTensor }), ...alone.feeds };
  if (adapter === undefined) return { own, inputs, feeds, weights: own, head: model.head };
  const base = inputPerWeight(model.parameters, (name) => !adapter.replaced.has(name));
  return {
    own,
    inputs: [...inputs, ...base.inputs],
    feeds: { ...feeds, ...base.feeds },
    weights: adapter.over(base.weights, own),
    head: adapter.head,
  };
}

/** The model that such weights make. */
export function graphOver(model: Model, { weights, head }: WeightInputs): ModelGraph {
  return modelGraph(model.config, head, weights);
}

function inputPerWeight(parameters: ParameterVector, wanted: (name: string) => boolean = () => true) {
  const names = [...parameters.layout.keys()].filter(wanted);
  const inputs = names.map((name) => input(name, parameters.layout.get(name)?.shape ?? []));
  const byName = new Map(names.map((name, place) => [name, inputs[place] as Tensor]));
  const weights: Weights = (name) => {
    const weight = byName.get(name);
    if (weight === undefined) throw new Error(`The model has no weight "${name}".`);
    return weight;
  };
  return {
    inputs,
    feeds: Object.fromEntries(names.map((name) => [name, parameters.tensorOf(name)])),
    weights,
  };
}
