import * as ort from 'onnxruntime-node';
import type { ParameterVector, Slot } from '../models/parameters.ts';
import { buildGraph } from '../onnx/build.ts';
import { Session } from '../session/session.ts';
import { input } from '../tensor/tensor.ts';
import { type AdamWOptions, adamW, rateCount, stepRates } from './adamw.ts';

/** Weights updated by one run: what a run touches stays in the processor's cache. */
const CHUNK = 2 ** 18;

/** Trained weights by name; packed, they lie one after the other in this order. */
export type Slots = ReadonlyMap<string, Slot>;

/** A stretch of weights that lie together, with their gradients and moments. */
interface Chunk {
  weights: ort.Tensor;
  gradient: ort.Tensor;
  first: ort.Tensor;
  second: ort.Tensor;
  /** Matrices decay; biases and the weights of norms do not. */
  decays: boolean;
}

/**
 * AdamW on the weights of a vector, in place and stretch by stretch. It runs on the CPU on every device, since weights and
 * moments lie in its memory: each is read and written once a step, and there is no second copy of them.
 */
export class Optimizer {
  /** Packed: of each trained weight, to be filled before a step. */
  readonly gradient: Float32Array;
  /** Packed. */
  readonly firstMoment: Float32Array;
  /** Packed. */
  readonly secondMoment: Float32Array;
  /** Steps taken. */
  steps = 0;
  private readonly session: Session;
  private readonly options: AdamWOptions;
  private readonly chunks: readonly Chunk[];

  private constructor(slots: Slots, vector: ParameterVector, session: Session, options: AdamWOptions) {
    const length = packedLength(slots);
    this.gradient = new Float32Array(length);
    this.firstMoment = new Float32Array(length);
    this.secondMoment = new Float32Array(length);
    this.session = session;
    this.options = options;
    this.chunks = stretches(slots).flatMap(({ offset, start, length, decays }) =>
      Array.from({ length: Math.ceil(length / CHUNK) }, (_, n) => {
        const [from, to] = [n * CHUNK, Math.min(length, (n + 1) * CHUNK)];
        const part = (data: Float32Array, at: number) => asVector(data.subarray(at + from, at + to));
        return {
          weights: part(vector.data, offset),
          gradient: part(this.gradient, start),
          first: part(this.firstMoment, start),
          second: part(this.secondMoment, start),
          decays,
        };
      }),
    );
  }

  /** Opens an optimizer for some weights of a vector. */
  static async create(
    slots: Slots,
    vector: ParameterVector,
    options: AdamWOptions,
    threads?: number,
  ): Promise<Optimizer> {
    const state = {
      weights: input('weights', ['length']),
      gradient: input('gradient', ['length']),
      first: input('first', ['length']),
      second: input('second', ['length']),
      rates: input('rates', [rateCount]),
    };
    const next = adamW(state, options);
    const graph = buildGraph(
      Object.values(state),
      { newWeights: next.weights, newFirst: next.first, newSecond: next.second },
      { name: 'optimizer step' },
    );
    const session = await Session.open(graph, { device: 'cpu', threads });
    return new Optimizer(slots, vector, session, options);
  }

  /** One step with the gradient that lies in `gradient`, whose Euclidean norm is `norm`. */
  async step(learningRate: number, norm: number): Promise<void> {
    this.steps++;
    const ratesOf = (decays: boolean) =>
      asVector(stepRates(this.steps, { learningRate, norm, decays }, this.options));
    const rates = { decaying: ratesOf(true), kept: ratesOf(false) };
    for (const { weights, gradient, first, second, decays } of this.chunks)
      await this.session.run(
        { weights, gradient, first, second, rates: decays ? rates.decaying : rates.kept },
        { newWeights: weights, newFirst: first, newSecond: second },
      );
  }

  /** Frees the session's memory. */
  async dispose(): Promise<void> {
    await this.session.dispose();
  }
}

/** Number of trained weights. */
export function packedLength(slots: Slots): number {
  return [...slots.values()].reduce((all, { length }) => all + length, 0);
}

/** Runs of slots that lie beside each other in the vector and decay alike; `start` is their place when packed. */
function stretches(slots: Slots): { offset: number; start: number; length: number; decays: boolean }[] {
  const all: { offset: number; start: number; length: number; decays: boolean }[] = [];
  let start = 0;
  for (const { offset, length, shape } of slots.values()) {
    const decays = shape.length > 1;
    const last = all.at(-1);
    if (last?.decays === decays && last.offset + last.length === offset) last.length += length;
    else all.push({ offset, start, length, decays });
    start += length;
  }
  return all;
}

function asVector(data: Float32Array): ort.Tensor {
  return new ort.Tensor('float32', data, [data.length]);
}
