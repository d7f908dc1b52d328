import {
  add,
  cast,
  greater,
  logSigmoid,
  type ModelGraph,
  mean,
  mul,
  neg,
  sub,
  type Tensor,
} from '@heed/engine';
import { targetLogProbs } from '../shared/graph.ts';
import { sequenceSums } from '../shared/sequences.ts';
import type { lossInputs, pairInputs } from './pairs.ts';

export type DpoMetric = 'rewardChosen' | 'rewardRejected' | 'margin' | 'accuracy';

/** log π [P] of the chosen and of the rejected answers. */
export function pairLogProbs(
  graph: ModelGraph,
  inputs: Record<keyof typeof pairInputs, Tensor>,
): { chosen: Tensor; rejected: Tensor } {
  const logProbs = targetLogProbs(graph, inputs);
  return {
    chosen: sequenceSums(logProbs, { places: inputs.chosenPlaces, mask: inputs.chosenMask }),
    rejected: sequenceSums(logProbs, { places: inputs.rejectedPlaces, mask: inputs.rejectedMask }),
  };
}

/**
 * Direct preference optimization (Rafailov et al. 2023, equation 7): the mean of −p·log σ(d) − (1 − p)·log σ(−d) with
 * d = r_chosen − r_rejected, the implicit reward r = β·(log π(y) − log π_ref(y)), and p = 1 for a plain choice.
 */
export function preferenceLoss(
  { chosen, rejected }: { chosen: Tensor; rejected: Tensor },
  {
    referenceChosen,
    referenceRejected,
    preference,
  }: Record<'referenceChosen' | 'referenceRejected' | 'preference', Tensor>,
  beta: number,
): { loss: Tensor; metrics: Record<DpoMetric, Tensor> } {
  const rewardChosen = mul(sub(chosen, referenceChosen), beta);
  const rewardRejected = mul(sub(rejected, referenceRejected), beta);
  const difference = sub(rewardChosen, rewardRejected);
  const kept = mul(preference, logSigmoid(difference));
  const reversed = mul(sub(1, preference), logSigmoid(neg(difference)));
  return {
    loss: neg(mean(add(kept, reversed))),
    metrics: {
      rewardChosen: mean(rewardChosen),
      rewardRejected: mean(rewardRejected),
      margin: mean(difference),
      accuracy: mean(cast(greater(difference, 0), 'float32')),
    },
  };
}

/** The loss of a batch of pairs. */
export function dpoLoss(graph: ModelGraph, inputs: Record<keyof typeof lossInputs, Tensor>, beta: number) {
  return preferenceLoss(pairLogProbs(graph, inputs), inputs, beta);
}
