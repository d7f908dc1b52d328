import { type AdamWOptions, learningRateAt } from '@heed/engine';

/** The optimizer's part of a training node's config, see `optimizerFields`. */
export interface OptimizationConfig {
  learningRate: number;
  batchSize: number;
  schedule: 'constant' | 'linear' | 'cosine';
  warmupShare: number;
  weightDecay: number;
  clipNorm: number;
}

/** AdamW as engine.md's defaults have it, with what the form sets. */
export function optimizerOptions(config: OptimizationConfig, epsilon = 1e-8): AdamWOptions {
  return { beta1: 0.9, beta2: 0.95, epsilon, weightDecay: config.weightDecay, clipNorm: config.clipNorm };
}

/** The learning rate of step `step` (from 0) of `steps`. */
export function scheduledRate(config: OptimizationConfig, step: number, steps: number): number {
  const warmupSteps = Math.round(config.warmupShare * steps);
  const { schedule: kind, learningRate } = config;
  return learningRateAt({ kind, learningRate, warmupSteps, totalSteps: steps }, step);
}
