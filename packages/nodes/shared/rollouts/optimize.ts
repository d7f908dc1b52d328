import type { Random } from '@heed/engine';
import { chunks, mean } from '../batching.ts';

/** An epoch that moved the policy further than this many times its limit ends the update. */
const EARLY_STOP_FACTOR = 1.5;

export interface EpochOptions<One, Metric extends string> {
  /** One optimizer step; its `policyKl` is the mean k3 distance per token to the policy that sampled. */
  step: (batch: readonly One[]) => Promise<Record<Metric | 'policyKl', number>>;
  /** Answers in one optimizer step. */
  batchSize: number;
  epochs: number;
  /** Answers that lie side by side and stay together, those to one prompt: it is computed once for them. Default 1. */
  samplesPerPrompt?: number;
  /** In nats per token; 0 never stops early. */
  targetPolicyKl: number;
  random: Random;
}

/** Takes optimizer steps over reshuffled rollouts; returns the means of all steps and the epochs done. */
export async function optimizeEpochs<One, Metric extends string>(
  rollouts: readonly One[],
  { step, batchSize, epochs, samplesPerPrompt = 1, targetPolicyKl, random }: EpochOptions<One, Metric>,
): Promise<Record<Metric | 'policyKl' | 'epochsDone', number>> {
  const steps: Record<Metric | 'policyKl', number>[] = [];
  const groups = chunks(rollouts, samplesPerPrompt);
  let epochsDone = 0;
  while (epochsDone < epochs) {
    const epochSteps: typeof steps = [];
    for (const batch of chunks(random.shuffle(groups).flat(), batchSize)) {
      epochSteps.push(await step(batch));
    }
    steps.push(...epochSteps);
    epochsDone++;
    const epochKl = mean(epochSteps.map(({ policyKl }) => policyKl));
    if (targetPolicyKl > 0 && epochKl > EARLY_STOP_FACTOR * targetPolicyKl) break;
  }
  const names = Object.keys(steps[0] ?? {}) as (Metric | 'policyKl')[];
  const means = names.map((name) => [name, mean(steps.map((one) => one[name]))]);
  return { ...Object.fromEntries(means), epochsDone };
}
