import {
  dimOf,
  exp,
  gather,
  gatherLast,
  logSoftmax,
  type ModelGraph,
  mul,
  multiply,
  neg,
  reshape,
  sum,
  type Tensor,
} from '@heed/engine';
import type { ResponseTensors } from './responses.ts';

/** The rows of hidden states [B, T, C] at flat positions [N], as [N, C]. */
export function hiddenAt(graph: ModelGraph, tokens: Tensor, positions: Tensor): Tensor {
  const hidden = graph.hidden(tokens);
  const width = dimOf(hidden, 2);
  return gather(reshape(hidden, [multiply(dimOf(hidden, 0), dimOf(hidden, 1)), width]), positions);
}

/** Log-probabilities [N, V] of the next token at each position, at a temperature. */
export function nextTokenLogProbs(
  graph: ModelGraph,
  { tokens, positions }: Pick<ResponseTensors, 'tokens' | 'positions'>,
  temperature = 1,
): Tensor {
  const logits = graph.logits(hiddenAt(graph, tokens, positions));
  return logSoftmax(temperature === 1 ? logits : mul(logits, 1 / temperature));
}

/** Log-probability [N] of each target token. */
export function targetLogProbs(graph: ModelGraph, inputs: ResponseTensors, temperature = 1): Tensor {
  return gatherLast(nextTokenLogProbs(graph, inputs, temperature), inputs.targets);
}

/** Entropy [N] in nats of distributions given as log-probabilities [N, V]. */
export function entropyOf(logProbs: Tensor): Tensor {
  return neg(sum(mul(exp(logProbs), logProbs), [-1]));
}

/** Scores [N] at flat positions, by the score head. */
export function scoresAt(graph: ModelGraph, tokens: Tensor, positions: Tensor): Tensor {
  return graph.scores(hiddenAt(graph, tokens, positions));
}
