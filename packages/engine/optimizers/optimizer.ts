import type { ParameterVector, Slot } from '../models/parameters.ts';
import { type AdamWOptions, type AdamWState, adamW } from './adamw.ts';

/** Trained weights by name; packed, they lie one after the other in this order. */
export type Slots = ReadonlyMap<string, Slot>;

/** AdamW on some weights of a vector, in place: there is no second copy of weights or moments. */
export class Optimizer {
  /** Packed: of each trained weight, to be filled before a step. */
  readonly gradient: Float32Array;
  /** Packed. */
  readonly firstMoment: Float32Array;
  /** Packed. */
  readonly secondMoment: Float32Array;
  /** Steps taken. */
  steps = 0;
  private readonly options: AdamWOptions;
  private readonly parts: readonly (AdamWState & { decays: boolean })[];

  constructor(slots: Slots, vector: ParameterVector, options: AdamWOptions) {
    const length = packedLength(slots);
    this.gradient = new Float32Array(length);
    this.firstMoment = new Float32Array(length);
    this.secondMoment = new Float32Array(length);
    this.options = options;
    let start = 0;
    this.parts = Array.from(slots, ([name, { length, shape }]) => {
      const packed = (data: Float32Array) => data.subarray(start, start + length);
      const part = {
        weights: vector.view(name),
        gradient: packed(this.gradient),
        firstMoment: packed(this.firstMoment),
        secondMoment: packed(this.secondMoment),
        decays: shape.length > 1,
      };
      start += length;
      return part;
    });
  }

  /** One step with the gradient that lies in `gradient`, whose Euclidean norm is `norm`. */
  step(learningRate: number, norm: number): void {
    this.steps++;
    for (const part of this.parts)
      adamW(part, { step: this.steps, learningRate, norm, decays: part.decays }, this.options);
  }
}

/** Number of trained weights. */
export function packedLength(slots: Slots): number {
  return [...slots.values()].reduce((all, { length }) => all + length, 0);
}
