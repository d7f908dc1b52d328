import { type ComparisonRow, type Figure, type Localized, type Report, text } from '@heed/schema';
import type { z } from 'zod';
import { histogramBlock } from '../shared/histogram.ts';
import { meanInterval } from '../shared/intervals.ts';
import { type Likeness, likenessResults } from './likeness.ts';
import spec from './spec.ts';
import type { ScoreComparison } from './statistics.ts';

export const COMPARISON_FILE = 'comparison.parquet';

/** A gain of one deviation of the initial model's scores is what the report marks as reached. */
const GAIN_GOAL = 1;

interface Findings {
  results: Record<string, number>;
  reward: ScoreComparison;
  /** Absent where no judge is wired. */
  judgement: ScoreComparison | undefined;
  /** Absent where no references are wired. */
  likeness: Likeness | undefined;
  rows: readonly ComparisonRow[];
  config: Pick<z.infer<typeof spec.config>, 'klLimit' | 'winRateGoal'>;
}

const y1: Localized = text('y1 initial', 'y1 初始');
const y2: Localized = text('y2 tuned', 'y2 调优');

/** The page of an evaluation: figures with goals, histograms of both rewards, y1 beside y2. */
export function composeReport({ results, reward, judgement, likeness, rows, config }: Findings): Report {
  const rewards = histogramBlock(text('Rewards', '奖励分布'), [
    { name: 'y1', title: y1, values: rows.map((row) => row.reward1) },
    { name: 'y2', title: y2, values: rows.map((row) => row.reward2) },
  ]);
  const judged = histogramBlock(text('Scores of the judge', '裁判评分分布'), [
    { name: 'y1', title: y1, values: rows.map((row) => row.judge1) },
    { name: 'y2', title: y2, values: rows.map((row) => row.judge2) },
  ]);
  return {
    format: 'heed/report',
    version: 1,
    title: text('Initial and tuned model on held-out prompts', '初始模型与调优模型在留出提示上的对比'),
    blocks: [
      {
        type: 'figures',
        title: text('Figures', '指标'),
        figures: [
          ...headlines(judgement ?? reward, reward, judgement, config.winRateGoal),
          ...meanFigures('reward', reward, rows.length),
          ...(judgement ? meanFigures('judge', judgement, rows.length) : []),
          ...(likeness ? likenessFigures(likeness) : []),
          distance(results.klPerSequence ?? Number.NaN, config.klLimit),
          ...['lengthBefore', 'lengthAfter', 'distinctAfter'].map((name) => plain(name, results[name] ?? 0)),
        ],
      },
      {
        type: 'comparison',
        title: text('y1 beside y2', 'y1 与 y2 对照'),
        file: COMPARISON_FILE,
        before: y1,
        after: y2,
      },
      rewards,
      ...(judgement ? [judged] : []),
    ],
  };
}

/** A figure titled as the node's metric of that name. */
function plain(name: string, value: number): Figure {
  return { name, title: spec.metrics[name]?.title ?? text(name, name), value, format: 'number' };
}

function headlines(
  decisive: ScoreComparison,
  reward: ScoreComparison,
  judgement: ScoreComparison | undefined,
  winRateGoal: number,
): Figure[] {
  const gain = (name: string, { gainInStd }: ScoreComparison): Figure => ({
    ...plain(name, gainInStd),
    goal: { text: `≥ ${GAIN_GOAL}`, met: gainInStd >= GAIN_GOAL },
  });
  return [
    {
      ...plain('winRate', decisive.winRate),
      low: decisive.winRateLow,
      high: decisive.winRateHigh,
      format: 'percent',
      goal: { text: `≥ ${(winRateGoal * 100).toFixed(0)}%`, met: decisive.winRate >= winRateGoal },
    },
    gain('rewardGainInStd', reward),
    ...(judgement ? [gain('judgeGainInStd', judgement)] : []),
  ];
}

function meanFigures(
  source: 'reward' | 'judge' | 'bleu' | 'rougeL',
  scores: ScoreComparison,
  count: number,
): Figure[] {
  const [low1, high1] = meanInterval(scores.before, scores.deviationBefore, count);
  const [low2, high2] = meanInterval(scores.after, scores.deviationAfter, count);
  return [
    { ...plain(`${source}Before`, scores.before), low: low1, high: high1 },
    { ...plain(`${source}After`, scores.after), low: low2, high: high2 },
  ];
}

/** Likeness to the references, and how far it goes along with the reward. */
function likenessFigures(likeness: Likeness): Figure[] {
  const results = likenessResults(likeness);
  const others = ['bleuWithReward', 'rougeLWithReward', 'referencePrompts'];
  return [
    ...meanFigures('bleu', likeness.bleu, likeness.prompts),
    ...meanFigures('rougeL', likeness.rougeL, likeness.prompts),
    ...others.flatMap((name) => (results[name] === undefined ? [] : plain(name, results[name]))),
  ];
}

function distance(kl: number, limit: number): Figure {
  const met = Number.isFinite(kl) && kl <= limit;
  return { ...plain('klPerSequence', kl), goal: { text: `≤ ${limit}`, met } };
}
