import type { ParameterVector } from '../models/parameters.ts';
import { type AdamWOptions, type AdamWState, adamW } from './adamw.ts';

/** AdamW on the weights of a vector, in place: there is no second copy of weights or moments. */
export class Optimizer {
  /** Of each weight, in the order of the vector, as the moments are; to be filled before a step. */
  readonly gradient: Float32Array;
  readonly firstMoment: Float32Array;
  readonly secondMoment: Float32Array;
  /** Steps taken. */
  steps = 0;
  private readonly options: AdamWOptions;
  private readonly parts: readonly (AdamWState & { decays: boolean })[];

  constructor({ data, layout, length }: ParameterVector, options: AdamWOptions) {
    this.gradient = new Float32Array(length);
    this.firstMoment = new Float32Array(length);
    this.secondMoment = new Float32Array(length);
    this.options = options;
    this.parts = Array.from(layout.values(), ({ offset, length, shape }) => {
      const own = (all: Float32Array) => all.subarray(offset, offset + length);
      return {
        weights: own(data),
        gradient: own(this.gradient),
        firstMoment: own(this.firstMoment),
        secondMoment: own(this.secondMoment),
        decays: shape.length > 1,
      };
    });
  }

  /** One step with the gradient that lies in `gradient`, whose Euclidean norm is `norm`. */
  step(learningRate: number, norm: number): void {
    this.steps++;
    for (const part of this.parts)
      adamW(part, { step: this.steps, learningRate, norm, decays: part.decays }, this.options);
  }
}
