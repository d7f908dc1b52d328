import { chunks, mean, standardDeviation } from '../shared/batching.ts';
import type { Rollout } from '../shared/rollouts/rollouts.ts';

/** Added to the deviation, so that scores which differ by next to nothing are not blown up to whole units. */
const DEVIATION_FLOOR = 1e-4;

/**
 * Advantages of the answers to one prompt: A_i = (r_i − mean r)/(std r) (Shao et al. 2024, section 4.1.2), with the
 * population deviation; without the division, A_i = r_i − mean r (Liu et al. 2025, "Dr. GRPO").
 */
export function groupAdvantages(rewards: readonly number[], divideByDeviation: boolean): number[] {
  const center = mean(rewards);
  const scale = divideByDeviation ? standardDeviation(rewards) + DEVIATION_FLOOR : 1;
  return rewards.map((reward) => (reward - center) / scale);
}

/** Gives every token of an answer the advantage of the whole. Rollouts lie in groups of `samplesPerPrompt`. */
export function addAdvantages(
  rollouts: readonly Rollout[],
  options: { samplesPerPrompt: number; divideByDeviation: boolean; missingEndPenalty: number },
): void {
  for (const group of chunks(rollouts, options.samplesPerPrompt)) {
    const rewards = group.map(({ score, finished }) => score - (finished ? 0 : options.missingEndPenalty));
    const advantages = groupAdvantages(rewards, options.divideByDeviation);
    for (const [index, rollout] of group.entries()) {
      rollout.advantages = rollout.completion.map(() => advantages[index] as number);
    }
  }
}

/** Share of groups whose advantages are all 0: nothing can be learned from them. */
export function uniformShare(rollouts: readonly Rollout[], samplesPerPrompt: number): number {
  const groups = chunks(rollouts, samplesPerPrompt);
  const uniform = (group: readonly Rollout[]) =>
    group.every(({ advantages }) => Math.abs(advantages[0] as number) < 1e-9);
  return mean(groups.map((group) => Number(uniform(group))));
}

/** How the tokens of a batch are averaged. */
export type Averaging = 'answers' | 'tokens' | 'constant';

/**
 * The weight of each token in the loss, one entry per token of all answers. `answers`: 1/(B·|o_i|), every answer
 * counts the same (Shao et al. 2024, equation 3); `tokens`: 1/Σ|o_i|, every token counts the same (Yu et al. 2025,
 * "DAPO"); `constant`: 1/(B·longest), which favors neither short nor long answers (Liu et al. 2025, "Dr. GRPO").
 */
export function tokenWeights(lengths: readonly number[], averaging: Averaging, longest: number): number[] {
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const weightOf = (length: number) => {
    if (averaging === 'tokens') return 1 / total;
    return 1 / (lengths.length * (averaging === 'answers' ? length : longest));
  };
  return lengths.flatMap((length) => new Array<number>(length).fill(weightOf(length)));
}
