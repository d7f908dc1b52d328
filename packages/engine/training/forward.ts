import type { Adapter } from '../adapters/adapter.ts';
import { graphOver, readOnlyWeights, type WeightInputs } from '../adapters/weight-inputs.ts';
import { checkRows } from '../batches/check-rows.ts';
import type { ModelGraph } from '../models/graph.ts';
import type { Model } from '../models/model.ts';
import { buildGraph } from '../onnx/build.ts';
import { cast } from '../operators/cast.ts';
import { type Feed, toOrt } from '../session/feed.ts';
import { Session, type SessionOptions } from '../session/session.ts';
import type { Tensor, TensorType } from '../tensor/tensor.ts';
import { declareInputs } from './training-graph.ts';

/** What a forward pass computes. */
export interface ForwardOptions<Input extends string, Output extends string> extends SessionOptions {
  /** Each run uses the weights the model has at that moment; they are shared, not copied. */
  model: Model;
  /** Lies on the model's weights; without it the same model is seen as it was before fine-tuning. */
  adapter?: Adapter;
  inputs: Readonly<Record<Input, TensorType>>;
  outputs(graph: ModelGraph, inputs: Record<Input, Tensor>): Record<Output, Tensor>;
}

/** Row-major float32 numbers; whole numbers and truth values are given as floats too. */
export interface ForwardResult {
  shape: readonly number[];
  data: Float32Array;
}

/** A forward pass of a model, without gradients. */
export class Forward<Input extends string = string, Output extends string = string> {
  readonly model: Model;
  private readonly session: Session;
  private readonly weights: WeightInputs;

  private constructor(model: Model, session: Session, weights: WeightInputs) {
    this.model = model;
    this.session = session;
    this.weights = weights;
  }

  /** Writes the graph and opens it. */
  static async create<Input extends string, Output extends string>(
    options: ForwardOptions<Input, Output>,
  ): Promise<Forward<Input, Output>> {
    const { model, adapter } = options;
    const weights = readOnlyWeights(model, adapter);
    const inputs = declareInputs(options.inputs);
    const outputs = options.outputs(graphOver(model, weights), inputs);
    const floats = Object.entries<Tensor>(outputs).map(([name, one]) => [name, cast(one, 'float32')]);
    const graph = buildGraph(
      [...weights.inputs, ...Object.values<Tensor>(inputs)],
      Object.fromEntries(floats),
      {
        name: 'forward pass',
      },
    );
    return new Forward<Input, Output>(model, await Session.open(graph, options), weights);
  }

  /** Computes the outputs for one batch. */
  async run(feeds: Readonly<Record<Input, Feed>>): Promise<Record<Output, ForwardResult>> {
    checkRows(this.model.dimensions, feeds as Readonly<Record<string, Feed>>);
    const entries = Object.entries<Feed>(feeds).map(([name, one]) => [name, toOrt(one)] as const);
    const results = await this.session.run({ ...Object.fromEntries(entries), ...this.weights.feeds });
    const named = Object.entries(results).map(([name, { dims, data }]) => [name, { shape: dims, data }]);
    return Object.fromEntries(named) as Record<Output, ForwardResult>;
  }

  /** Frees the session's memory; the model stays usable. */
  async dispose(): Promise<void> {
    await this.session.dispose();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.dispose();
  }
}
