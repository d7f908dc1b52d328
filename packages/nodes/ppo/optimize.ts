import { float32, type Random, type Trainer } from '@heed/engine';
import { chunks, mean } from '../shared/batching.ts';
import { responseFeeds } from '../shared/responses.ts';
import type { PolicyInput, PolicyMetric, ValueInput, ValueMetric } from './losses.ts';
import type { Rollout } from './rollouts.ts';

/** An epoch that moved the policy further than this many times its limit ends the update. */
const EARLY_STOP_FACTOR = 1.5;

export interface OptimizeOptions {
  policyTrainer: Trainer<PolicyInput, PolicyMetric>;
  valueTrainer: Trainer<ValueInput, ValueMetric>;
  learningRate: number;
  /** Answers in one optimizer step. */
  batchSize: number;
  epochs: number;
  /** In nats per token; 0 never stops early. */
  targetPolicyKl: number;
  padId: number;
  random: Random;
  signal: AbortSignal;
}

type StepMetrics = Record<PolicyMetric | ValueMetric | 'gradientNorm' | 'valueGradientNorm', number>;

/** Takes clipped steps on policy and value model over reshuffled rollouts; returns the means of all steps. */
export async function optimize(
  rollouts: readonly Rollout[],
  options: OptimizeOptions,
): Promise<Record<string, number>> {
  const steps: StepMetrics[] = [];
  let epochsDone = 0;
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const epochSteps: StepMetrics[] = [];
    for (const batch of chunks(options.random.shuffle(rollouts), options.batchSize)) {
      options.signal.throwIfAborted();
      epochSteps.push(await optimizeBatch(batch, options));
    }
    steps.push(...epochSteps);
    epochsDone++;
    const epochKl = mean(epochSteps.map((step) => step.policyKl));
    if (options.targetPolicyKl > 0 && epochKl > EARLY_STOP_FACTOR * options.targetPolicyKl) break;
  }
  const names = Object.keys(steps[0] ?? {}) as (keyof StepMetrics)[];
  return {
    ...Object.fromEntries(names.map((name) => [name, mean(steps.map((step) => step[name]))])),
    epochsDone,
  };
}

async function optimizeBatch(
  batch: readonly Rollout[],
  { policyTrainer, valueTrainer, learningRate, padId }: OptimizeOptions,
): Promise<StepMetrics> {
  const { tokens, positions, targets } = responseFeeds(batch, padId);
  const flat = (pick: (rollout: Rollout) => number[]) => float32(batch.flatMap(pick));
  const inputs = { tokens, positions };
  const advantages = { oldLogProbs: flat((one) => one.logProbs), advantages: flat((one) => one.advantages) };
  const returns = { oldValues: flat((one) => one.values), returns: flat((one) => one.returns) };
  // the two models share no weights, so their steps can run side by side
  const [policy, value] = await Promise.all([
    policyTrainer.step({ ...inputs, targets, ...advantages }, { learningRate }),
    valueTrainer.step({ ...inputs, ...returns }, { learningRate }),
  ]);
  const { loss: _policyTotal, gradientNorm, ...policyMetrics } = policy;
  const { loss: _valueTotal, gradientNorm: valueGradientNorm, ...valueMetrics } = value;
  return { ...policyMetrics, ...valueMetrics, gradientNorm, valueGradientNorm };
}
