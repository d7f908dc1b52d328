import {
  abs,
  add,
  cast,
  clip,
  exp,
  greater,
  type ModelGraph,
  maximum,
  mean,
  mul,
  packedInputs,
  square,
  sub,
  type Tensor,
} from '@heed/engine';
import { predictTargets, scoresAt } from '../shared/graph.ts';
import { type ResponseTensors, responseInputs } from '../shared/responses.ts';
import { clampedLogRatio, clippedShare, clippedSurrogate, k3 } from '../shared/rollouts/surrogate.ts';

const vector = { shape: ['N'], dtype: 'float32' } as const;

/** Inputs of the policy loss; N counts the response tokens of the batch. */
export const policyInputs = { ...responseInputs, oldLogProbs: vector, advantages: vector } as const;

export type PolicyInput = keyof typeof policyInputs;
export type PolicyMetric = 'policyLoss' | 'entropy' | 'clipFraction' | 'policyKl';

export interface PolicyLossOptions {
  clipRange: number;
  entropyCoefficient: number;
  temperature: number;
}

/**
 * The clipped surrogate (Schulman et al. 2017, equation 7): mean of max(−A·ρ, −A·clip(ρ, 1 ± ε)) with
 * ρ = exp(log π − log π_old), minus the entropy bonus.
 */
export function policyLoss(
  graph: ModelGraph,
  inputs: ResponseTensors & { oldLogProbs: Tensor; advantages: Tensor },
  { clipRange, entropyCoefficient, temperature }: PolicyLossOptions,
): { loss: Tensor; metrics: Record<PolicyMetric, Tensor> } {
  const { logProbs, entropy } = predictTargets(graph, inputs, temperature);
  const logRatio = clampedLogRatio(logProbs, inputs.oldLogProbs);
  const ratio = exp(logRatio);
  const surrogate = mean(clippedSurrogate(inputs.advantages, ratio, clipRange));
  const meanEntropy = mean(entropy);
  return {
    loss: entropyCoefficient === 0 ? surrogate : sub(surrogate, mul(meanEntropy, entropyCoefficient)),
    metrics: {
      policyLoss: surrogate,
      entropy: meanEntropy,
      clipFraction: clippedShare(ratio, clipRange),
      policyKl: mean(k3(logRatio)),
    },
  };
}

/** Inputs of the value loss. */
export const valueInputs = {
  ...packedInputs,
  predictors: responseInputs.predictors,
  oldValues: vector,
  returns: vector,
} as const;

export type ValueInput = keyof typeof valueInputs;
export type ValueMetric = 'valueLoss' | 'valueClipFraction';

/** c·½·mean of max((v − R)², (v_clip − R)²), where v_clip stays within ± range of the value at sampling time. */
export function valueLoss(
  graph: ModelGraph,
  inputs: Record<ValueInput, Tensor>,
  { valueClipRange, valueCoefficient }: { valueClipRange: number; valueCoefficient: number },
): { loss: Tensor; metrics: Record<ValueMetric, Tensor> } {
  const { oldValues, returns } = inputs;
  const values = scoresAt(graph, inputs, inputs.predictors);
  const change = sub(values, oldValues);
  const clippedValues = add(oldValues, clip(change, -valueClipRange, valueClipRange));
  const errors = maximum(square(sub(values, returns)), square(sub(clippedValues, returns)));
  const loss = mul(mean(errors), 0.5);
  return {
    loss: mul(loss, valueCoefficient),
    metrics: {
      valueLoss: loss,
      valueClipFraction: mean(cast(greater(abs(change), valueClipRange), 'float32')),
    },
  };
}
