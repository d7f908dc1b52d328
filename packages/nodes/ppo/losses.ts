import {
  abs,
  add,
  cast,
  clip,
  exp,
  gatherLast,
  greater,
  type ModelGraph,
  max,
  mean,
  mul,
  neg,
  square,
  sub,
  type Tensor,
} from '@heed/engine';
import { entropyOf, nextTokenLogProbs, scoresAt } from '../shared/graph.ts';
import { type ResponseTensors, responseInputs } from '../shared/responses.ts';

/** Log-ratios are clamped so that one wild token cannot overflow the exponential. */
const LOG_RATIO_LIMIT = 20;

const vector = { shape: ['N'], dtype: 'float32' } as const;

/** Inputs of the policy loss; N counts the response tokens of the batch. */
export const policyInputs = { ...responseInputs, oldLogProbs: vector, advantages: vector } as const;

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
): { loss: Tensor; metrics: Record<string, Tensor> } {
  const distribution = nextTokenLogProbs(graph, inputs, temperature);
  const logProbs = gatherLast(distribution, inputs.targets);
  const logRatio = clip(sub(logProbs, inputs.oldLogProbs), -LOG_RATIO_LIMIT, LOG_RATIO_LIMIT);
  const ratio = exp(logRatio);
  const unclipped = mul(neg(inputs.advantages), ratio);
  const clipped = mul(neg(inputs.advantages), clip(ratio, 1 - clipRange, 1 + clipRange));
  const surrogate = mean(max(unclipped, clipped));
  const entropy = mean(entropyOf(distribution));
  return {
    loss: entropyCoefficient === 0 ? surrogate : sub(surrogate, mul(entropy, entropyCoefficient)),
    metrics: {
      policyLoss: surrogate,
      entropy,
      clipFraction: mean(cast(greater(abs(sub(ratio, 1)), clipRange), 'float32')),
      policyKl: mean(sub(sub(ratio, 1), logRatio)),
    },
  };
}

/** Inputs of the value loss. */
export const valueInputs = {
  tokens: responseInputs.tokens,
  positions: responseInputs.positions,
  oldValues: vector,
  returns: vector,
} as const;

/** c·½·mean of max((v − R)², (v_clip − R)²), where v_clip stays within ± range of the value at sampling time. */
export function valueLoss(
  graph: ModelGraph,
  { tokens, positions, oldValues, returns }: Record<'tokens' | 'positions' | 'oldValues' | 'returns', Tensor>,
  { valueClipRange, valueCoefficient }: { valueClipRange: number; valueCoefficient: number },
): { loss: Tensor; metrics: Record<string, Tensor> } {
  const values = scoresAt(graph, tokens, positions);
  const change = sub(values, oldValues);
  const clippedValues = add(oldValues, clip(change, -valueClipRange, valueClipRange));
  const errors = max(square(sub(values, returns)), square(sub(clippedValues, returns)));
  const loss = mul(mean(errors), 0.5);
  return {
    loss: mul(loss, valueCoefficient),
    metrics: {
      valueLoss: loss,
      valueClipFraction: mean(cast(greater(abs(change), valueClipRange), 'float32')),
    },
  };
}
