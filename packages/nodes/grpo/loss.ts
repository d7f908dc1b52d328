import { add, exp, type Feed, float32, type ModelGraph, mean, mul, sum, type Tensor } from '@heed/engine';
import { predictTargets } from '../shared/graph.ts';
import { groupedResponseFeeds, groupedResponseInputs, type ResponseTensors } from '../shared/responses.ts';
import type { Rollout } from '../shared/rollouts/rollouts.ts';
import { clampedLogRatio, clippedShare, clippedSurrogate, k3 } from '../shared/rollouts/surrogate.ts';
import { type Averaging, tokenWeights } from './advantages.ts';

const vector = { shape: ['N'], dtype: 'float32' } as const;

/** Per-token numbers [N] that the loss compares the policy's log-probabilities with. */
const tokenInputs = {
  oldLogProbs: vector,
  referenceLogProbs: vector,
  advantages: vector,
  weights: vector,
} as const;

/** Inputs of the loss; N counts the response tokens of the batch. */
export const policyInputs = { ...groupedResponseInputs, ...tokenInputs } as const;

export type PolicyInput = keyof typeof policyInputs;
export type PolicyMetric = 'policyLoss' | 'klLoss' | 'entropy' | 'clipFraction' | 'policyKl';

export interface PolicyLossOptions {
  clipRange: number;
  klCoefficient: number;
  temperature: number;
}

/**
 * Σ w·(max(−A·ρ, −A·clip(ρ, 1 ± ε)) + β·KL) over tokens, with ρ = π/π_old and KL = π_ref/π − log(π_ref/π) − 1
 * (Shao et al. 2024, equations 3 and 4, as a loss).
 */
export function groupSurrogate(
  logProbs: Tensor,
  { oldLogProbs, referenceLogProbs, advantages, weights }: Record<keyof typeof tokenInputs, Tensor>,
  { clipRange, klCoefficient }: Pick<PolicyLossOptions, 'clipRange' | 'klCoefficient'>,
): { loss: Tensor; metrics: Record<Exclude<PolicyMetric, 'entropy'>, Tensor> } {
  const logRatio = clampedLogRatio(logProbs, oldLogProbs);
  const ratio = exp(logRatio);
  const surrogate = sum(mul(weights, clippedSurrogate(advantages, ratio, clipRange)));
  const divergence = sum(mul(weights, k3(clampedLogRatio(referenceLogProbs, logProbs))));
  return {
    loss: klCoefficient === 0 ? surrogate : add(surrogate, mul(divergence, klCoefficient)),
    metrics: {
      policyLoss: surrogate,
      klLoss: divergence,
      clipFraction: clippedShare(ratio, clipRange),
      policyKl: mean(k3(logRatio)),
    },
  };
}

/** The loss of a batch of answers with what is watched beside it. */
export function policyLoss(
  graph: ModelGraph,
  inputs: ResponseTensors & Record<PolicyInput, Tensor>,
  options: PolicyLossOptions,
): { loss: Tensor; metrics: Record<PolicyMetric, Tensor> } {
  const { logProbs, entropy } = predictTargets(graph, inputs, options.temperature);
  const { loss, metrics } = groupSurrogate(logProbs, inputs, options);
  return { loss, metrics: { ...metrics, entropy: mean(entropy) } };
}

/** Lays out answers for the loss. */
export function policyFeeds(
  batch: readonly Rollout[],
  { averaging, longest }: { averaging: Averaging; longest: number },
): Record<PolicyInput, Feed> {
  const flat = (pick: (rollout: Rollout) => number[]) => float32(batch.flatMap(pick));
  const lengths = batch.map(({ completion }) => completion.length);
  return {
    ...groupedResponseFeeds(batch),
    oldLogProbs: flat(({ logProbs }) => logProbs),
    referenceLogProbs: flat(({ referenceLogProbs }) => referenceLogProbs),
    advantages: flat(({ advantages }) => advantages),
    weights: float32(tokenWeights(lengths, averaging, longest)),
  };
}
