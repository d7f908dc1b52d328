import { gather, type ModelGraph, type RowBatch, type Tensor, tokenLogProbs } from '@heed/engine';
import type { ResponseTensors } from './responses.ts';

/** Next-token logits [N, V] of the predictors: only these hidden states meet the vocabulary. */
export function predictedLogits(
  graph: ModelGraph,
  batch: RowBatch & Pick<ResponseTensors, 'predictors'>,
): Tensor {
  return graph.logits(gather(graph.hiddenRows(batch), batch.predictors));
}

/** Log-probability [N] of each target token, at a temperature. */
export function targetLogProbs(graph: ModelGraph, batch: ResponseTensors, temperature = 1): Tensor {
  return tokenLogProbs(predictedLogits(graph, batch), batch.targets, temperature);
}

/** Scores [N] of rows of a batch, by the score head. */
export function scoresAt(graph: ModelGraph, batch: RowBatch, rows: Tensor): Tensor {
  return graph.scores(gather(graph.hiddenRows(batch), rows));
}
