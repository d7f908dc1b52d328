import type { ModelGraph, Prediction, RowBatch, Tensor } from '@heed/engine';
import type { ResponseTensors } from './responses.ts';

/** What a model says of a batch's target tokens [N], at a temperature: only the predictors meet the vocabulary. */
export function predictTargets(graph: ModelGraph, batch: ResponseTensors, temperature = 1): Prediction {
  return graph.predict(graph.hiddenRows(batch, batch.predictors), batch.targets, temperature);
}

/** Log-probability [N] of each target token, at a temperature. */
export function targetLogProbs(graph: ModelGraph, batch: ResponseTensors, temperature = 1): Tensor {
  return predictTargets(graph, batch, temperature).logProbs;
}

/** Scores [N] of rows of a batch, by the score head. */
export function scoresAt(graph: ModelGraph, batch: RowBatch, rows: Tensor): Tensor {
  return graph.scores(graph.hiddenRows(batch, rows));
}
