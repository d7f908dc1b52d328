import * as ort from 'onnxruntime-node';
import type { Adapter } from '../adapters/adapter.ts';
import type { WeightInputs } from '../adapters/weight-inputs.ts';
import type { Model } from '../models/model.ts';
import type { ParameterVector, Slot } from '../models/parameters.ts';
import { type AdamWOptions, adamWDefaults, stepRates } from '../optimizers/adamw.ts';
import { type Feed, toOrt } from '../session/feed.ts';
import { Session, type SessionOptions } from '../session/session.ts';
import type { TensorType } from '../tensor/tensor.ts';
import { NonFiniteError } from './non-finite-error.ts';
import { decayMask, gatherSlots, packedLength, scatterSlots } from './slots.ts';
import { type LossFunction, trainingGraph } from './training-graph.ts';

/** What a trainer optimizes and how. */
export interface TrainerOptions<Input extends string, Metric extends string> extends SessionOptions {
  /** Its weights are updated in place, unless there is an adapter. */
  model: Model;
  /** Is trained in place of the model, whose weights stay as they are and are not copied. */
  adapter?: Adapter;
  /** Shapes and types of what each step is fed. */
  inputs: Readonly<Record<Input, TensorType>>;
  loss: LossFunction<Input, Metric>;
  /** Settings of AdamW that differ from `adamWDefaults`. */
  optimizer?: Partial<AdamWOptions>;
  /** Which weights, of the adapter where there is one, are trained; by default all. */
  trainable?: (name: string) => boolean;
}

/** What training needs, beside the weights that are not trained, to go on exactly as it would have. */
export interface TrainerState {
  /** Steps taken. */
  step: number;
  /** Trained weights in the order of the vectors. */
  names: string[];
  weights: Float32Array;
  firstMoment: Float32Array;
  secondMoment: Float32Array;
}

/** Trains a model: forward pass, loss, backward pass and AdamW in one graph run a step. */
export class Trainer<Input extends string = string, Metric extends string = string> {
  readonly model: Model;
  readonly adapter: Adapter | undefined;
  /** The vector that is trained: the adapter's or the model's. */
  private readonly trained: ParameterVector;
  private readonly session: Session;
  private readonly feeds: WeightInputs['feeds'];
  private readonly optimizer: AdamWOptions;
  private readonly slots: ReadonlyMap<string, Slot>;
  private readonly metricNames: readonly string[];
  private readonly decay: ort.Tensor | undefined;
  /** Receives the trained weights, so that the model keeps its own until they are known to be finite. */
  private readonly weights: ort.Tensor;
  /** Moments of before and after a step; the two are exchanged when the step counts. */
  private moments: [Moments, Moments];
  private steps = 0;

  private constructor(
    { model, adapter }: { model: Model; adapter?: Adapter },
    session: Session,
    feeds: WeightInputs['feeds'],
    optimizer: AdamWOptions,
    slots: ReadonlyMap<string, Slot>,
    metricNames: readonly string[],
  ) {
    this.model = model;
    this.adapter = adapter;
    this.trained = (adapter ?? model).parameters;
    this.session = session;
    this.feeds = feeds;
    this.optimizer = optimizer;
    this.slots = slots;
    this.metricNames = metricNames;
    const length = packedLength(slots);
    this.decay = optimizer.weightDecay > 0 ? asVector(decayMask(slots)) : undefined;
    this.weights = zeros(length);
    this.moments = [
      { first: zeros(length), second: zeros(length) },
      { first: zeros(length), second: zeros(length) },
    ];
  }

  /** Writes the training graph and opens it. */
  static async create<Input extends string, Metric extends string = never>(
    options: TrainerOptions<Input, Metric>,
  ): Promise<Trainer<Input, Metric>> {
    const { model, adapter, inputs, loss, trainable = () => true } = options;
    const optimizer = { ...adamWDefaults, ...options.optimizer };
    const slots = new Map([...(adapter ?? model).parameters.layout].filter(([name]) => trainable(name)));
    if (slots.size === 0) throw new Error('None of the model’s weights is trainable; at least one must be.');
    const names = [...slots.keys()];
    const { graph, metricNames, feeds } = trainingGraph(options, names, inputs, loss, optimizer);
    const session = await Session.open(graph, options);
    return new Trainer(options, session, feeds, optimizer, slots, metricNames);
  }

  /** Steps taken so far. */
  get stepCount(): number {
    return this.steps;
  }

  /**
   * One optimizer step. Returns loss, gradient norm (before clipping) and metrics, all from before the update.
   * Throws NonFiniteError, and keeps the weights, where loss or norm is not finite.
   */
  async step(
    feeds: Readonly<Record<Input, Feed>>,
    options: { learningRate: number },
  ): Promise<Record<Metric | 'loss' | 'gradientNorm', number>> {
    const [before, after] = this.moments;
    const step = this.steps + 1;
    const rates = stepRates(step, options.learningRate, this.optimizer);
    const entries = Object.entries<Feed>(feeds).map(([name, one]) => [name, toOrt(one)] as const);
    const { scalars } = await this.session.run(
      {
        ...Object.fromEntries(entries),
        ...this.feeds,
        firstMoment: before.first,
        secondMoment: before.second,
        rates: asVector(rates),
        ...(this.decay && { decay: this.decay }),
      },
      {
        newParameters: this.weights,
        newFirstMoment: after.first,
        newSecondMoment: after.second,
        scalars: null,
      },
    );
    const [loss, norm, ...metrics] = (scalars as ort.Tensor).data as Float32Array as unknown as [
      number,
      number,
    ];
    if (!Number.isFinite(loss) || !Number.isFinite(norm)) throw new NonFiniteError(step, loss, norm);
    scatterSlots(this.slots, dataOf(this.weights), this.trained.data);
    this.moments = [after, before];
    this.steps = step;
    const named = this.metricNames.map((name, place) => [name, metrics[place]]);
    return { loss, gradientNorm: norm, ...Object.fromEntries(named) };
  }

  /** A copy of weights, moments and step, for a checkpoint. */
  exportState(): TrainerState {
    const [{ first, second }] = this.moments;
    return {
      step: this.steps,
      names: [...this.slots.keys()],
      weights: gatherSlots(this.slots, this.trained.data),
      firstMoment: dataOf(first).slice(),
      secondMoment: dataOf(second).slice(),
    };
  }

  /** Goes on from a saved state. Throws if it belongs to other weights. */
  importState(state: TrainerState): void {
    const { length } = dataOf(this.weights);
    const vectors = [state.weights, state.firstMoment, state.secondMoment];
    if (state.names.join() !== [...this.slots.keys()].join() || vectors.some((one) => one.length !== length))
      throw new Error(
        'The saved training state belongs to a model with other weights; start the training again.',
      );
    const [{ first, second }] = this.moments;
    dataOf(first).set(state.firstMoment);
    dataOf(second).set(state.secondMoment);
    scatterSlots(this.slots, state.weights, this.trained.data);
    this.steps = state.step;
  }

  /** Frees the session's memory; the model stays usable. */
  async dispose(): Promise<void> {
    await this.session.dispose();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.dispose();
  }
}

interface Moments {
  first: ort.Tensor;
  second: ort.Tensor;
}

function zeros(length: number): ort.Tensor {
  return asVector(new Float32Array(length));
}

function asVector(data: Float32Array): ort.Tensor {
  return new ort.Tensor('float32', data, [data.length]);
}

function dataOf(tensor: ort.Tensor): Float32Array {
  return tensor.data as Float32Array;
}
