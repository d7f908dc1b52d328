import { gatherPositions, type ModelGraph, type Tensor, tokenLogProbs } from '@heed/engine';
import type { ResponseTensors } from './responses.ts';

/** Next-token logits [N, V] at flat positions: only these hidden states meet the vocabulary. */
export function logitsAt(graph: ModelGraph, tokens: Tensor, positions: Tensor): Tensor {
  return graph.logits(gatherPositions(graph.hidden(tokens), positions));
}

/** Log-probability [N] of each target token, at a temperature. */
export function targetLogProbs(graph: ModelGraph, inputs: ResponseTensors, temperature = 1): Tensor {
  return tokenLogProbs(logitsAt(graph, inputs.tokens, inputs.positions), inputs.targets, temperature);
}

/** Scores [N] at flat positions, by the score head. */
export function scoresAt(graph: ModelGraph, tokens: Tensor, positions: Tensor): Tensor {
  return graph.scores(gatherPositions(graph.hidden(tokens), positions));
}
