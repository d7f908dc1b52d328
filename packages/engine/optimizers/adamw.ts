import { add } from '../operators/add.ts';
import { div } from '../operators/div.ts';
import { minimum } from '../operators/minimum.ts';
import { mul } from '../operators/mul.ts';
import { reshape } from '../operators/reshape.ts';
import { slice } from '../operators/slice.ts';
import { sqrt } from '../operators/sqrt.ts';
import { square } from '../operators/square.ts';
import { sub } from '../operators/sub.ts';
import { sum } from '../operators/sum.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** AdamW with decoupled weight decay (Loshchilov and Hutter, 2019) after clipping by the global norm. */
export interface AdamWOptions {
  beta1: number;
  beta2: number;
  epsilon: number;
  /** Share of a weight taken away at each step, times the learning rate; matrices only. */
  weightDecay: number;
  /** Largest Euclidean norm of the whole gradient; Infinity leaves it as it is. */
  clipNorm: number;
}

/** Defaults for language models. */
export const adamWDefaults: AdamWOptions = {
  beta1: 0.9,
  beta2: 0.95,
  epsilon: 1e-8,
  weightDecay: 0,
  clipNorm: 1,
};

/** What the graph needs to know of step `step` (from 1): learning rate and bias corrections of both moments. */
export function stepRates(step: number, learningRate: number, { beta1, beta2 }: AdamWOptions): Float32Array {
  return Float32Array.of(learningRate, learningRate / (1 - beta1 ** step), 1 / Math.sqrt(1 - beta2 ** step));
}

/**
 * One step over flat vectors of one length. `rates` are `stepRates`; `decay` is 1 at weights that decay, else 0,
 * and may be left out when there is no weight decay.
 */
export function adamW(
  state: { weights: Tensor; gradient: Tensor; first: Tensor; second: Tensor; rates: Tensor; decay?: Tensor },
  { beta1, beta2, epsilon, weightDecay, clipNorm }: AdamWOptions,
): { weights: Tensor; first: Tensor; second: Tensor; norm: Tensor } {
  const { weights, gradient, rates, decay } = state;
  const [rate, stepSize, correction] = [0, 1, 2].map((n) => reshape(slice(rates, 0, n, n + 1), [])) as [
    Tensor,
    Tensor,
    Tensor,
  ];
  const squares = square(gradient);
  const norm = sqrt(sum(squares));
  // g ← s·g with s = min(1, clip/‖g‖), folded into the averages
  const scale = Number.isFinite(clipNorm) ? minimum(div(clipNorm, add(norm, 1e-6)), 1) : undefined;
  const scaled = (factor: number, power: (s: Tensor) => Tensor) =>
    scale ? mul(power(scale), factor) : factor;
  // m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g²
  const first = add(
    mul(state.first, beta1),
    mul(
      gradient,
      scaled(1 - beta1, (s) => s),
    ),
  );
  const second = add(mul(state.second, beta2), mul(squares, scaled(1 - beta2, square)));
  // w ← w(1 − rate·λ) − rate·m̂/(√v̂ + ε)
  const kept = decay && weightDecay > 0 ? mul(weights, sub(1, mul(decay, mul(rate, weightDecay)))) : weights;
  const change = mul(div(first, add(mul(sqrt(second), correction), epsilon)), stepSize);
  return { weights: sub(kept, change), first, second, norm };
}
