import { chunks, mean } from '../shared/batching.ts';
import { sequenceKl } from '../shared/rollouts/describe.ts';
import type { Rollout } from '../shared/rollouts/rollouts.ts';

export interface RewardOptions {
  klCoefficient: number;
  missingEndPenalty: number;
  /** Scores are divided by this. */
  rewardScale: number;
}

/**
 * The reward of a whole answer: R = score/scale − β·(log π(y) − log π_ref(y)), less the penalty for a missing end
 * (Ahmadian et al. 2024).
 */
export function sequenceReward(
  rollout: Rollout,
  { klCoefficient, missingEndPenalty, rewardScale }: RewardOptions,
): number {
  const penalty = rollout.finished ? 0 : missingEndPenalty;
  return rollout.score / rewardScale - penalty - klCoefficient * sequenceKl(rollout);
}

/** R_i less the mean of the other rewards of the same prompt (Ahmadian et al. 2024, "RLOO"); at least 2 rewards. */
export function leaveOneOut(rewards: readonly number[]): number[] {
  const sum = rewards.reduce((all, reward) => all + reward, 0);
  return rewards.map((reward) => reward - (sum - reward) / (rewards.length - 1));
}

/** The mean reward of past updates, of which older ones fade: b ← decay·b + (1 − decay)·mean of an update. */
export class MovingBaseline {
  readonly #decay: number;
  /** Undefined before the first update. */
  value: number | undefined;

  constructor(decay: number, value?: number) {
    this.#decay = decay;
    this.value = value;
  }

  /** Rewards less the baseline of the updates before; the first update is compared with its own mean. */
  advantages(rewards: readonly number[]): number[] {
    const own = mean(rewards);
    const baseline = this.value ?? own;
    this.value = this.#decay * baseline + (1 - this.#decay) * own;
    return rewards.map((reward) => reward - baseline);
  }
}

/**
 * Gives every token of an answer the advantage of the whole. Rollouts lie in groups of `samplesPerPrompt`; single
 * answers are compared with the moving baseline. Returns the mean reward after the KL penalty.
 */
export function addAdvantages(
  rollouts: readonly Rollout[],
  samplesPerPrompt: number,
  baseline: MovingBaseline,
  options: RewardOptions,
): number {
  const rewards = rollouts.map((rollout) => sequenceReward(rollout, options));
  const advantages =
    samplesPerPrompt === 1
      ? baseline.advantages(rewards)
      : chunks(rewards, samplesPerPrompt).flatMap(leaveOneOut);
  for (const [index, rollout] of rollouts.entries()) {
    rollout.advantages = rollout.completion.map(() => advantages[index] as number);
  }
  return mean(rewards);
}
