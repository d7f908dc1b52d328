import {
  add,
  cast,
  type Dim,
  div,
  greater,
  logSumExp,
  maximum,
  mean,
  mul,
  reshape,
  square,
  sub,
  sum,
  type Tensor,
  transpose,
  where,
} from '@heed/engine';

/** What stands in for the score of an answer that cannot be chosen any more: its share is exactly 0. */
const NEVER = -1e30;

/** Rankings of a batch, padded to the longest: G rankings of K answers each. */
export interface RankingTensors {
  /** [G,K]. */
  scores: Tensor;
  /** [G,K,K]: 1 where answer j is ranked no better than answer i, so that i was chosen in its presence. */
  atRisk: Tensor;
  /** [G,K]: the weight of each answer's choice in the loss of its ranking; 0 for padding. */
  choiceWeights: Tensor;
  /** [G,K]: 1/K of the ranking at its answers, 0 at padding. */
  shares: Tensor;
}

/**
 * Plackett-Luce loss: the mean over rankings of Σ_i w_i·(logsumexp(r_i … r_K) − r_i), plus c times the mean of
 * (2·r̄)², where r̄ is a ranking's mean score. Tied answers share their denominator, which holds all of them
 * (Breslow 1974). For K = 2 and w = 1 it is the Bradley-Terry loss with its centering.
 */
export function rankingLoss(
  { scores, atRisk, choiceWeights, shares }: RankingTensors,
  { centering }: { centering: number },
): Tensor {
  const [rankings, answers] = scores.shape as [Dim, Dim];
  const rivals = where(greater(atRisk, 0), reshape(scores, [rankings, 1, answers]), NEVER);
  const surprise = sub(logSumExp(rivals), scores);
  const loss = mean(sum(mul(choiceWeights, surprise), -1));
  if (centering === 0) return loss;
  return add(loss, mul(mean(square(mul(sum(mul(shares, scores), -1), 2))), centering));
}

/** Share of the pairs with different ranks whose better answer scores higher, over the whole batch. */
export function rankingAccuracy({ scores, atRisk }: Pick<RankingTensors, 'scores' | 'atRisk'>): Tensor {
  const [rankings, answers] = scores.shape as [Dim, Dim];
  const better = mul(atRisk, sub(1, transpose(atRisk)));
  const ahead = greater(reshape(scores, [rankings, answers, 1]), reshape(scores, [rankings, 1, answers]));
  // a batch may hold nothing but ties
  return div(sum(mul(better, cast(ahead, 'float32'))), maximum(sum(better), 1));
}
