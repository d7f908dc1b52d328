import { type Report, text } from '@heed/schema';
import { mean } from '../../shared/batching.ts';
import { kendallTau } from '../../shared/correlation.ts';
import { defined, meanOfDefined } from '../../shared/held-out.ts';
import { histogramBlock } from '../../shared/histogram.ts';
import { choiceLoss, pairAccuracy, type ScoredRanking } from '../ranking.ts';
import { figuresBlock } from './figures.ts';

/** Kendall's τ-b between the scores and the order of a ranking; higher scores belong to lower ranks. */
function rankCorrelation({ ranks, scores }: ScoredRanking): number | undefined {
  return kendallTau(
    ranks.map((rank) => -rank),
    scores,
  );
}

/** Held-out figures; every ranking counts the same, whatever its length. */
export function measureRankings(rankings: readonly ScoredRanking[]) {
  return defined({
    heldOutAccuracy: meanOfDefined(rankings.map(pairAccuracy)),
    heldOutLoss: mean(rankings.map(choiceLoss)),
    kendallTau: meanOfDefined(rankings.map(rankCorrelation)),
  });
}

/** Figures, the histogram of the best and the worst answers' scores, and the mean score at each rank. */
export function rankingsReport(rankings: readonly ScoredRanking[]): Report {
  const scoresAt = (rankOf: (ranks: readonly number[]) => number) =>
    rankings.flatMap(({ ranks, scores }) => scores.filter((_, index) => ranks[index] === rankOf(ranks)));
  const ranks = [...new Set(rankings.flatMap((one) => one.ranks))].sort((a, b) => a - b);
  return {
    format: 'heed/report',
    version: 1,
    title: text('Reward model on held-out prompts', '奖励模型在留出提示上的表现'),
    blocks: [
      figuresBlock(measureRankings(rankings), {
        name: 'heldOutRankings',
        title: text('Held-out rankings', '留出排序数'),
        value: rankings.length,
        format: 'integer',
      }),
      histogramBlock(text('Scores of the best and the worst', '最优与最差回答的得分分布'), [
        { name: 'best', title: text('best', '最优'), values: scoresAt((own) => Math.min(...own)) },
        { name: 'worst', title: text('worst', '最差'), values: scoresAt((own) => Math.max(...own)) },
      ]),
      {
        type: 'curve',
        title: text('Mean score by rank', '各名次的平均得分'),
        x: { title: text('rank', '名次'), values: ranks },
        series: [
          {
            name: 'score',
            title: text('mean score', '平均得分'),
            values: ranks.map((rank) => mean(scoresAt(() => rank))),
          },
        ],
      },
    ],
  };
}
