import * as ort from 'onnxruntime-node';
import type { Adapter } from '../adapters/adapter.ts';
import { checkRows } from '../batches/check-rows.ts';
import { requireMemory } from '../memory/machine.ts';
import type { Model } from '../models/model.ts';
import type { ParameterVector } from '../models/parameters.ts';
import { type AdamWOptions, adamWDefaults } from '../optimizers/adamw.ts';
import { Optimizer } from '../optimizers/optimizer.ts';
import { type Feed, toOrt } from '../session/feed.ts';
import { Session, type SessionOptions } from '../session/session.ts';
import type { TensorType } from '../tensor/tensor.ts';
import { NonFiniteError } from './non-finite-error.ts';
import { type LossFunction, type TrainingGraph, trainingGraph } from './training-graph.ts';

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

/** Trains a model: forward pass, loss and backward pass in one graph run a step, then AdamW on the weights in place. */
export class Trainer<Input extends string = string, Metric extends string = string> {
  readonly model: Model;
  readonly adapter: Adapter | undefined;
  /** The vector that is trained: the adapter's or the model's. */
  private readonly trained: ParameterVector;
  private readonly session: Session;
  private readonly feeds: TrainingGraph['feeds'];
  private readonly optimizer: Optimizer;
  private readonly metricNames: readonly string[];
  /** The gradients go straight to where the optimizer reads them. */
  private readonly fetches: Readonly<Record<string, ort.Tensor | null>>;

  private constructor(
    { model, adapter }: { model: Model; adapter?: Adapter },
    session: Session,
    { feeds, metricNames, gradients }: TrainingGraph,
    optimizer: Optimizer,
  ) {
    this.model = model;
    this.adapter = adapter;
    this.trained = (adapter ?? model).parameters;
    this.session = session;
    this.feeds = feeds;
    this.optimizer = optimizer;
    this.metricNames = metricNames;
    let start = 0;
    const places = gradients.map(({ output, shape }) => {
      const length = shape.reduce((all, one) => all * one, 1);
      const data = optimizer.gradient.subarray(start, start + length);
      start += length;
      return [output, new ort.Tensor('float32', data, shape)];
    });
    this.fetches = { ...Object.fromEntries(places), scalars: null };
  }

  /** Writes the training graph and opens it. */
  static async create<Input extends string, Metric extends string = never>(
    options: TrainerOptions<Input, Metric>,
  ): Promise<Trainer<Input, Metric>> {
    const { model, adapter, inputs, loss } = options;
    const { parameters } = adapter ?? model;
    requireOptimizerMemory(parameters.length);
    const training = trainingGraph(options, inputs, loss);
    const session = await Session.open(training.graph, options);
    const settings = { ...adamWDefaults, ...options.optimizer };
    return new Trainer(options, session, training, new Optimizer(parameters, settings));
  }

  /** Steps taken so far. */
  get stepCount(): number {
    return this.optimizer.steps;
  }

  /**
   * One optimizer step. Returns loss, gradient norm (before clipping) and metrics, all from before the update.
   * Throws NonFiniteError, and keeps weights and moments, where loss or norm is not finite.
   */
  async step(
    feeds: Readonly<Record<Input, Feed>>,
    options: { learningRate: number },
  ): Promise<Record<Metric | 'loss' | 'gradientNorm', number>> {
    checkRows(this.model.dimensions, feeds as Readonly<Record<string, Feed>>);
    const entries = Object.entries<Feed>(feeds).map(([name, one]) => [name, toOrt(one)] as const);
    const { scalars } = await this.session.run(
      { ...Object.fromEntries(entries), ...this.feeds },
      this.fetches,
    );
    const [loss, norm, ...metrics] = (scalars as ort.Tensor).data as Float32Array as unknown as [
      number,
      number,
    ];
    if (!Number.isFinite(loss) || !Number.isFinite(norm))
      throw new NonFiniteError(this.stepCount + 1, loss, norm);
    this.optimizer.step(options.learningRate, norm);
    const named = this.metricNames.map((name, place) => [name, metrics[place]]);
    return { loss, gradientNorm: norm, ...Object.fromEntries(named) };
  }

  /**
   * Weights, moments and step as they stand, for a checkpoint. The vectors are the trainer's own memory, so that saving
   * takes none: write or copy them before the next step.
   */
  exportState(): TrainerState {
    const { steps: step, firstMoment, secondMoment } = this.optimizer;
    const { layout, data: weights } = this.trained;
    return { step, names: [...layout.keys()], weights, firstMoment, secondMoment };
  }

  /** Goes on from a saved state. Throws if it belongs to other weights. */
  importState(state: TrainerState): void {
    const { firstMoment, secondMoment } = this.optimizer;
    const vectors = [state.weights, state.firstMoment, state.secondMoment];
    const fits = vectors.every(({ length }) => length === firstMoment.length);
    if (!fits || state.names.join() !== [...this.trained.layout.keys()].join())
      throw new Error(
        'The saved training state belongs to a model with other weights; start the training again.',
      );
    firstMoment.set(state.firstMoment);
    secondMoment.set(state.secondMoment);
    this.trained.data.set(state.weights);
    this.optimizer.steps = state.step;
  }

  /** Frees the session's memory; the model stays usable. */
  async dispose(): Promise<void> {
    await this.session.dispose();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.dispose();
  }
}

/** The gradient and two moments of every trained weight stand beside the model from the first step on. */
function requireOptimizerMemory(weights: number): void {
  requireMemory(3 * weights * Float32Array.BYTES_PER_ELEMENT, {
    what: {
      en: `Training ${weights} weights`,
      zh: `训练 ${weights} 个权重`,
    },
    advice: {
      en: 'train fewer of them (LoRA or the upper layers) or a smaller model',
      zh: '请减少训练范围（LoRA 或上层）或改用更小的模型',
    },
  });
}
