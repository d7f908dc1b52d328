import type { Random, Trainer } from '@heed/engine';
import { chunks, mean } from '../shared/batching.ts';
import { responseFeeds, vectorFeed } from '../shared/responses.ts';
import type { Rollout } from './rollouts.ts';

/** An epoch that moved the policy further than this many times its limit ends the update. */
const EARLY_STOP_FACTOR = 1.5;

export interface OptimizeOptions {
  policyTrainer: Trainer;
  valueTrainer: Trainer;
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

/** Takes clipped steps on policy and value model over reshuffled rollouts; returns the means of all steps. */
export async function optimize(
  rollouts: readonly Rollout[],
  options: OptimizeOptions,
): Promise<Record<string, number>> {
  const steps: Record<string, number>[] = [];
  let epochsDone = 0;
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const epochSteps: Record<string, number>[] = [];
    for (const batch of chunks(options.random.shuffle(rollouts), options.batchSize)) {
      options.signal.throwIfAborted();
      epochSteps.push(await optimizeBatch(batch, options));
    }
    steps.push(...epochSteps);
    epochsDone++;
    const epochKl = mean(epochSteps.map((step) => step.policyKl ?? 0));
    if (options.targetPolicyKl > 0 && epochKl > EARLY_STOP_FACTOR * options.targetPolicyKl) break;
  }
  const names = Object.keys(steps[0] ?? {});
  return {
    ...Object.fromEntries(names.map((name) => [name, mean(steps.map((step) => step[name] ?? 0))])),
    epochsDone,
  };
}

async function optimizeBatch(
  batch: readonly Rollout[],
  { policyTrainer, valueTrainer, learningRate, padId }: OptimizeOptions,
): Promise<Record<string, number>> {
  const { tokens, positions, targets } = responseFeeds(batch, padId);
  const flat = (pick: (rollout: Rollout) => number[]) => vectorFeed(batch.flatMap(pick));
  const policy = await policyTrainer.step(
    {
      tokens,
      positions,
      targets,
      oldLogProbs: flat(({ logProbs }) => logProbs),
      advantages: flat(({ advantages }) => advantages),
    },
    { learningRate },
  );
  const value = await valueTrainer.step(
    { tokens, positions, oldValues: flat(({ values }) => values), returns: flat(({ returns }) => returns) },
    { learningRate },
  );
  const { loss: _policyTotal, gradientNorm, ...policyMetrics } = policy;
  const { loss: _valueTotal, gradientNorm: valueGradientNorm, ...valueMetrics } = value;
  return { ...policyMetrics, ...valueMetrics, gradientNorm, valueGradientNorm };
}
