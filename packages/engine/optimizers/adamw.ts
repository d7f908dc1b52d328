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

/** A stretch of weights with their gradients and moments, all of one length. */
export interface AdamWState {
  weights: Float32Array;
  gradient: Float32Array;
  firstMoment: Float32Array;
  secondMoment: Float32Array;
}

/** What all weights have in common at a step. */
export interface AdamWStep {
  /** From 1. */
  step: number;
  learningRate: number;
  /** Euclidean norm ‖g‖ of the whole gradient, not of this stretch alone. */
  norm: number;
  /** Whether these weights decay; biases and the weights of norms do not. */
  decays: boolean;
}

/**
 * One step in place. It is a plain loop since it is bound by memory: one pass over the four vectors takes less time
 * than a chain of operators, each of which would read and write them again.
 */
export function adamW(
  { weights, gradient, firstMoment, secondMoment }: AdamWState,
  { step, learningRate, norm, decays }: AdamWStep,
  { beta1, beta2, epsilon, weightDecay, clipNorm }: AdamWOptions,
): void {
  // g ← s·g with s = min(1, clip/‖g‖), folded into the averages
  const scale = Math.min(1, clipNorm / (norm + 1e-6));
  const [share1, share2] = [scale * (1 - beta1), scale * scale * (1 - beta2)];
  // m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ), as r·m/(√v + ε')
  const correction = Math.sqrt(1 - beta2 ** step);
  const rate = (learningRate * correction) / (1 - beta1 ** step);
  const floor = epsilon * correction;
  const kept = decays ? 1 - learningRate * weightDecay : 1;
  for (let n = 0; n < weights.length; n++) {
    const g = gradient[n] as number;
    const m = beta1 * (firstMoment[n] as number) + share1 * g;
    const v = beta2 * (secondMoment[n] as number) + share2 * g * g;
    firstMoment[n] = m;
    secondMoment[n] = v;
    weights[n] = kept * (weights[n] as number) - (rate * m) / (Math.sqrt(v) + floor);
  }
}
