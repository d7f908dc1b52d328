import { exp, type Feed, float32, type ModelGraph, mean, type Tensor } from '@heed/engine';
import { predictTargets } from '../shared/graph.ts';
import { groupedResponseFeeds, groupedResponseInputs, type ResponseTensors } from '../shared/responses.ts';
import type { Rollout } from '../shared/rollouts/rollouts.ts';
import { clampedLogRatio, clippedShare, clippedSurrogate, k3 } from '../shared/rollouts/surrogate.ts';
import { sequenceFeeds, sequenceSums } from '../shared/sequences.ts';

/** Inputs of the loss: B answers with N tokens in all; R is the longest answer. */
export const policyInputs = {
  ...groupedResponseInputs,
  places: { shape: ['B', 'R'], dtype: 'int64' },
  mask: { shape: ['B', 'R'], dtype: 'float32' },
  oldLogProbs: { shape: ['N'], dtype: 'float32' },
  advantages: { shape: ['B'], dtype: 'float32' },
} as const;

export type PolicyInput = keyof typeof policyInputs;
export type PolicyMetric = 'policyLoss' | 'entropy' | 'clipFraction' | 'policyKl';

/**
 * The clipped surrogate with a whole answer as one action: mean over answers of max(−A·ρ, −A·clip(ρ, 1 ± ε)) with
 * ρ = π(y)/π_old(y). At the first step of an update ρ = 1, and the gradient is that of REINFORCE, −A·∇log π(y).
 */
export function sequenceSurrogate(
  logProbs: Tensor,
  { oldLogProbs, advantages, places, mask }: Record<'oldLogProbs' | 'advantages' | 'places' | 'mask', Tensor>,
  clipRange: number,
): { loss: Tensor; clipFraction: Tensor } {
  const layout = { places, mask };
  const ratio = exp(clampedLogRatio(sequenceSums(logProbs, layout), sequenceSums(oldLogProbs, layout)));
  return {
    loss: mean(clippedSurrogate(advantages, ratio, clipRange)),
    clipFraction: clippedShare(ratio, clipRange),
  };
}

/** The loss of a batch of answers with what is watched beside it. */
export function policyLoss(
  graph: ModelGraph,
  inputs: ResponseTensors & Record<PolicyInput, Tensor>,
  { clipRange, temperature }: { clipRange: number; temperature: number },
): { loss: Tensor; metrics: Record<PolicyMetric, Tensor> } {
  const { logProbs, entropy } = predictTargets(graph, inputs, temperature);
  const { loss, clipFraction } = sequenceSurrogate(logProbs, inputs, clipRange);
  return {
    loss,
    metrics: {
      policyLoss: loss,
      entropy: mean(entropy),
      clipFraction,
      policyKl: mean(k3(clampedLogRatio(logProbs, inputs.oldLogProbs))),
    },
  };
}

/** Lays out answers for the loss. */
export function policyFeeds(batch: readonly Rollout[]): Record<PolicyInput, Feed> {
  return {
    ...groupedResponseFeeds(batch),
    ...sequenceFeeds(batch),
    oldLogProbs: float32(batch.flatMap(({ logProbs }) => logProbs)),
    advantages: float32(batch.map(({ advantages }) => advantages[0] as number)),
  };
}
