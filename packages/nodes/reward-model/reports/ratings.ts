import { type Report, text } from '@heed/schema';
import { mean, standardDeviation } from '../../shared/batching.ts';
import { pearson, spearman } from '../../shared/correlation.ts';
import { defined } from '../../shared/held-out.ts';
import { histogramBlock } from '../../shared/histogram.ts';
import type { Scale } from '../scale.ts';
import { figuresBlock } from './figures.ts';

/** A rating, standardized as in training, with the score that the model gives. */
export interface ScoredRating {
  promptId: string;
  rating: number;
  score: number;
}

/** Points of the curve of scores by ratings. */
const CURVE_POINTS = 10;

/** Share of the pairs of a prompt with different ratings whose better answer scores higher; every prompt counts the same. */
function accuracyWithinPrompts(rated: readonly ScoredRating[]): number | undefined {
  const shares = [...Map.groupBy(rated, ({ promptId }) => promptId).values()].flatMap((own) => {
    const pairs = own.flatMap((better) =>
      own.filter((worse) => better.rating > worse.rating).map((worse) => better.score > worse.score),
    );
    return pairs.length ? [mean(pairs.map(Number))] : [];
  });
  return shares.length ? mean(shares) : undefined;
}

/** Held-out figures; the loss is in squared standard deviations of the training ratings. */
export function measureRatings(rated: readonly ScoredRating[]) {
  const ratings = rated.map(({ rating }) => rating);
  const scores = rated.map(({ score }) => score);
  const heldOutLoss = mean(rated.map(({ rating, score }) => (score - rating) ** 2));
  const variance = standardDeviation(ratings) ** 2;
  return defined({
    heldOutLoss,
    rSquared: variance > 0 ? 1 - heldOutLoss / variance : undefined,
    pearson: pearson(ratings, scores),
    spearman: spearman(ratings, scores),
    heldOutAccuracy: accuracyWithinPrompts(rated),
  });
}

/** Figures, both histograms, and the mean score of ever better rated answers. */
export function ratingsReport(rated: readonly ScoredRating[], { mean: center, deviation }: Scale): Report {
  const sorted = rated.toSorted((a, b) => a.rating - b.rating);
  const points = Math.min(CURVE_POINTS, sorted.length);
  const groups = Array.from({ length: points }, (_, point) =>
    sorted.slice(
      Math.floor((point * sorted.length) / points),
      Math.floor(((point + 1) * sorted.length) / points),
    ),
  );
  const rise = groups.map((group) => mean(group.map(({ rating }) => rating)));
  return {
    format: 'heed/report',
    version: 1,
    title: text('Reward model on held-out prompts', '奖励模型在留出提示上的表现'),
    blocks: [
      figuresBlock(
        { ...measureRatings(rated), ratingMean: center, ratingDeviation: deviation },
        {
          name: 'heldOutRatings',
          title: text('Held-out ratings', '留出评分数'),
          value: rated.length,
          format: 'integer',
        },
      ),
      histogramBlock(text('Ratings and scores, standardized', '评分与得分分布（标准化）'), [
        { name: 'rating', title: text('rating', '评分'), values: rated.map(({ rating }) => rating) },
        { name: 'score', title: text('score', '得分'), values: rated.map(({ score }) => score) },
      ]),
      {
        type: 'curve',
        title: text('Mean score by rating, standardized', '不同评分的平均得分（标准化）'),
        x: { title: text('rating', '评分'), values: rise },
        series: [
          {
            name: 'score',
            title: text('mean score', '平均得分'),
            values: groups.map((group) => mean(group.map(({ score }) => score))),
          },
          { name: 'ideal', title: text('ideal', '理想'), values: rise },
        ],
      },
    ],
  };
}
