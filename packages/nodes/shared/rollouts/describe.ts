import { mean, standardDeviation } from '../batching.ts';
import type { Rollout } from './rollouts.ts';

/** Updates at either end that the reward gain compares. */
const GAIN_WINDOW = 3;

/** Mean reward of the last updates minus that of the first, from the mean reward of each update. */
export function rewardGain(rewards: readonly number[]): number {
  return mean(rewards.slice(-GAIN_WINDOW)) - mean(rewards.slice(0, GAIN_WINDOW));
}

/** Deviation of the scores; 1 where they do not vary. */
export function scoreScale(rollouts: readonly Rollout[]): number {
  return standardDeviation(rollouts.map(({ score }) => score)) || 1;
}

/** log π − log π_ref summed over an answer, in nats. */
export function sequenceKl({ logProbs, referenceLogProbs }: Rollout): number {
  return logProbs.reduce((sum, logProb, index) => sum + logProb - (referenceLogProbs[index] as number), 0);
}

/** Mean of (ρ − 1) − log ρ over all tokens with ρ = π_ref/π (Schulman 2020, "Approximating KL divergence", k3). */
export function k3PerToken(rollouts: readonly Rollout[]): number {
  return mean(
    rollouts.flatMap(({ logProbs, referenceLogProbs }) =>
      logProbs.map((logProb, index) => {
        const logRatio = (referenceLogProbs[index] as number) - logProb;
        return Math.exp(logRatio) - 1 - logRatio;
      }),
    ),
  );
}

/** What an update's answers look like before it changes the policy. */
export function describeRollouts(rollouts: readonly Rollout[]) {
  const scores = rollouts.map(({ score }) => score);
  const kls = rollouts.map(sequenceKl);
  const tokens = rollouts.reduce((sum, { completion }) => sum + completion.length, 0);
  return {
    reward: mean(scores),
    rewardStd: standardDeviation(scores),
    klPerSequence: mean(kls),
    klPerToken: kls.reduce((sum, kl) => sum + kl, 0) / tokens,
    klK3: k3PerToken(rollouts),
    responseLength: tokens / rollouts.length,
    finishedShare: mean(rollouts.map(({ finished }) => Number(finished))),
  };
}
