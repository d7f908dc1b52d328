import { add } from '../operators/add.ts';
import { div } from '../operators/div.ts';
import { mul } from '../operators/mul.ts';
import { reshape } from '../operators/reshape.ts';
import { slice } from '../operators/slice.ts';
import { sqrt } from '../operators/sqrt.ts';
import { sub } from '../operators/sub.ts';
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

/** How many numbers `stepRates` gives. */
export const rateCount = 5;

/**
 * What the graph needs to know of step `step` (from 1) with a gradient of norm ‖g‖. With s = min(1, clip/‖g‖):
 * s(1 − β₁), s²(1 − β₂), then from m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ) the ε beside √v and the step size before
 * m/(√v + ε), and the share of a weight that decay leaves.
 */
export function stepRates(
  step: number,
  { learningRate, norm, decays }: { learningRate: number; norm: number; decays: boolean },
  { beta1, beta2, epsilon, weightDecay, clipNorm }: AdamWOptions,
): Float32Array {
  const scale = Math.min(1, clipNorm / (norm + 1e-6));
  const correction = Math.sqrt(1 - beta2 ** step);
  return Float32Array.of(
    scale * (1 - beta1),
    scale * scale * (1 - beta2),
    epsilon * correction,
    (learningRate * correction) / (1 - beta1 ** step),
    decays ? 1 - learningRate * weightDecay : 1,
  );
}

/** One step over vectors of one length; `rates` are `stepRates`. */
export function adamW(
  state: { weights: Tensor; gradient: Tensor; first: Tensor; second: Tensor; rates: Tensor },
  { beta1, beta2, weightDecay }: AdamWOptions,
): { weights: Tensor; first: Tensor; second: Tensor } {
  const { weights, gradient, rates } = state;
  const [mean, variance, epsilon, stepSize, kept] = Array.from({ length: rateCount }, (_, n) =>
    reshape(slice(rates, 0, n, n + 1), []),
  ) as [Tensor, Tensor, Tensor, Tensor, Tensor];
  const first = add(mul(state.first, beta1), mul(gradient, mean));
  const second = add(mul(state.second, beta2), mul(mul(gradient, gradient), variance));
  const change = mul(div(first, add(sqrt(second), epsilon)), stepSize);
  return { weights: sub(weightDecay > 0 ? mul(weights, kept) : weights, change), first, second };
}
