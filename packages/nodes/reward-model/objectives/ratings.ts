import { float32 } from '@heed/engine';
import { type RatingRow, ratingRow, text } from '@heed/schema';
import { inputRows } from '../../shared/inputs.ts';
import { tellPlainTurns } from '../../shared/prompt-tokens.ts';
import { encodeResponse, responseLength } from '../../shared/responses.ts';
import { requireSplit } from '../../shared/split.ts';
import { type Example, promptWeights } from '../answers.ts';
import { regressionLoss } from '../losses/regression.ts';
import { measureRatings, ratingsReport } from '../reports/ratings.ts';
import { type Scale, scaleOf } from '../scale.ts';
import type { Objective, Reading, RewardModelContext, Scored } from './objective.ts';

/** One rated answer; rating and error in the unit of the file. */
export interface Rated extends Example {
  rating: number;
  standardError: number;
}

/** 1 for an exact rating, ½ for one whose error is as large as the spread of all ratings. */
function precision({ standardError }: Rated, { deviation }: Scale): number {
  return 1 / (1 + (standardError / deviation) ** 2);
}

const vector = { shape: ['A'], dtype: 'float32' } as const;
const labelInputs = { ratings: vector, weights: vector } as const;

/** Learns numbers that were given to single answers, standardized by the training ratings, by least squares. */
export async function ratingsObjective(
  context: RewardModelContext,
  { tokenizer, contextLength }: Reading,
): Promise<Objective<Rated, keyof typeof labelInputs>> {
  const rows = await inputRows(context, 'preferences', ratingRow);
  tellPlainTurns(context, tokenizer, rows);
  const encode = (row: RatingRow): Rated => ({
    promptId: row.promptId,
    answers: [encodeResponse(tokenizer, row.prompt, row.completion)],
    rating: row.rating,
    standardError: row.standardError ?? 0,
  });
  const usable = rows
    .map(encode)
    .filter(({ answers }) => answers.every((one) => responseLength(one) <= contextLength));
  const split = requireSplit(usable, context, text('ratings', '评分'));
  const scale = scaleOf(
    split.training.map(({ rating }) => rating),
    context.nodeId,
  );
  const weights = promptWeights(split.training);
  const standardized = ({ rating }: Rated) => (rating - scale.mean) / scale.deviation;
  const withRatings = (scored: readonly Scored<Rated>[]) =>
    scored.map(({ example, scores: [score] }) => ({
      promptId: example.promptId,
      rating: standardized(example),
      score: score as number,
    }));
  return {
    ...split,
    labelInputs,
    labelFeeds: (batch) => ({
      ratings: float32(batch.map(standardized)),
      weights: float32(batch.map((one) => (weights.get(one.promptId) ?? 1) * precision(one, scale))),
    }),
    loss: (scores, labels) => ({ loss: regressionLoss(scores, labels.ratings, labels.weights) }),
    measure: (scored) => measureRatings(withRatings(scored)),
    report: (scored) => ratingsReport(withRatings(scored), scale),
    counts: {
      ratings: split.training.length,
      skipped: rows.length - usable.length,
      ratingMean: scale.mean,
      ratingDeviation: scale.deviation,
    },
  };
}
