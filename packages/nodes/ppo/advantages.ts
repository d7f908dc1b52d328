import { mean, standardDeviation } from '../shared/batching.ts';
import type { Rollout } from '../shared/rollouts/rollouts.ts';

/** A sampled answer with what the value model says of it; arrays have one entry per response token. */
export interface ValuedRollout extends Rollout {
  values: number[];
  returns: number[];
}

/** One answer of a rollout; all arrays have one entry per response token. */
export interface TokenRewards {
  rewards: readonly number[];
  values: readonly number[];
}

/**
 * Token rewards r_t = −β·(log π − log π_ref), with the score added at the last token (InstructGPT, section 3.4;
 * the k1 estimator of the KL divergence).
 */
export function tokenRewards(
  logProbs: ArrayLike<number>,
  referenceLogProbs: ArrayLike<number>,
  score: number,
  klCoefficient: number,
): number[] {
  const last = logProbs.length - 1;
  return Array.from(logProbs, (logProb, index) => {
    const penalty = -klCoefficient * (logProb - (referenceLogProbs[index] as number));
    return index === last ? penalty + score : penalty;
  });
}

/**
 * Generalized advantage estimation (Schulman et al. 2016, equation 16), with value 0 after the end:
 * δ_t = r_t + γ·V_{t+1} − V_t and A_t = δ_t + γλ·A_{t+1}. Returns are A_t + V_t.
 */
export function generalizedAdvantages(
  { rewards, values }: TokenRewards,
  gamma: number,
  lambda: number,
): { advantages: number[]; returns: number[] } {
  const advantages = new Array<number>(rewards.length);
  let next = 0;
  for (let t = rewards.length - 1; t >= 0; t--) {
    const delta = (rewards[t] as number) + gamma * (values[t + 1] ?? 0) - (values[t] as number);
    next = delta + gamma * lambda * next;
    advantages[t] = next;
  }
  return { advantages, returns: advantages.map((advantage, t) => advantage + (values[t] as number)) };
}

/** Shifts and scales to mean 0 and deviation 1 over all response tokens of an update. */
function whiten(values: readonly number[]): number[] {
  const center = mean(values);
  const scale = standardDeviation(values) + 1e-8;
  return values.map((value) => (value - center) / scale);
}

export interface AdvantageOptions {
  klCoefficient: number;
  gamma: number;
  lambda: number;
  missingEndPenalty: number;
  /** Scores are divided by this. */
  rewardScale: number;
}

/** Fills advantages, whitened over all tokens of the update, and returns. */
export function addAdvantages(rollouts: readonly ValuedRollout[], options: AdvantageOptions): void {
  for (const rollout of rollouts) {
    const penalty = rollout.finished ? 0 : options.missingEndPenalty;
    const score = rollout.score / options.rewardScale - penalty;
    const { logProbs, referenceLogProbs, values } = rollout;
    const rewards = tokenRewards(logProbs, referenceLogProbs, score, options.klCoefficient);
    Object.assign(rollout, generalizedAdvantages({ rewards, values }, options.gamma, options.lambda));
  }
  const whitened = whiten(rollouts.flatMap((rollout) => rollout.advantages));
  let offset = 0;
  for (const rollout of rollouts) {
    rollout.advantages = whitened.slice(offset, offset + rollout.completion.length);
    offset += rollout.completion.length;
  }
}

/**
 * The adaptive coefficient (Ziegler et al. 2019, section 2.2): β ← β·(1 + clip(KL/target − 1, ±0.2)·n/horizon),
 * with KL and target in nats per answer and n answers since the last change.
 */
export function adaptKlCoefficient(
  coefficient: number,
  kl: number,
  { target, horizon, answers }: { target: number; horizon: number; answers: number },
): number {
  const error = Math.min(0.2, Math.max(-0.2, kl / target - 1));
  return coefficient * (1 + (error * answers) / horizon);
}

/** 1 − Var(returns − values) / Var(returns); 0 where the returns do not vary. */
export function explainedVariance(values: readonly number[], returns: readonly number[]): number {
  const variance = standardDeviation(returns) ** 2;
  if (variance === 0) return 0;
  return 1 - standardDeviation(returns.map((one, index) => one - (values[index] as number))) ** 2 / variance;
}
