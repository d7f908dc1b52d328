import { type Report, type ReportBlock, text } from '@heed/schema';
import { mean } from '../../shared/batching.ts';
import { decidedPairs, defined, pairFigures, type RewardedPair } from '../../shared/held-out.ts';
import { histogramBlock } from '../../shared/histogram.ts';
import { proportionInterval } from '../../shared/intervals.ts';
import { agreementBlocks } from './agreement.ts';
import { figuresBlock } from './figures.ts';

const CALIBRATION_BINS = 10;

/** Predicted probability σ(r_chosen − r_rejected) that the chosen side wins. */
function winProbability({ chosen, rejected }: RewardedPair): number {
  return 1 / (1 + Math.exp(rejected - chosen));
}

/** Held-out figures of a reward model; loss in nats. */
export function measure(pairs: readonly RewardedPair[]) {
  const { accuracy, margin, loss } = pairFigures(pairs);
  return defined({
    heldOutAccuracy: accuracy,
    heldOutLoss: loss,
    margin,
    calibrationError: calibrationError(calibration(pairs)),
  });
}

type CalibrationBin = Extract<ReportBlock, { type: 'calibration' }>['bins'][number];

/**
 * Bins the predictions. Every pair counts twice, once from each side, so that the reliability curve
 * spans 0 to 1 although the chosen side always won; a choice of strength s is s wins of the chosen side.
 */
function calibration(pairs: readonly RewardedPair[]): CalibrationBin[] {
  const predictions = pairs.flatMap((pair) => {
    const probability = winProbability(pair);
    return [
      { probability, won: pair.strength },
      { probability: 1 - probability, won: 1 - pair.strength },
    ];
  });
  return Array.from({ length: CALIBRATION_BINS }, (_, bin) =>
    predictions.filter(
      ({ probability }) => Math.min(CALIBRATION_BINS - 1, Math.floor(probability * CALIBRATION_BINS)) === bin,
    ),
  )
    .filter((members) => members.length > 0)
    .map((members) => ({
      predicted: mean(members.map(({ probability }) => probability)),
      observed: mean(members.map(({ won }) => won)),
      count: members.length,
    }));
}

/** Expected calibration error (Naeini et al. 2015): Σ share · |observed − predicted|. */
function calibrationError(bins: readonly CalibrationBin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce(
    (sum, { count, observed, predicted }) => sum + (count / total) * Math.abs(observed - predicted),
    0,
  );
}

/** Figures, accuracy with its interval and by agreement, the histogram of both sides' scores and the reliability curve. */
export function preferencesReport(pairs: readonly RewardedPair[]): Report {
  const figures = measure(pairs);
  const [low, high] = proportionInterval(figures.heldOutAccuracy ?? 0, decidedPairs(pairs).length);
  const count = {
    name: 'heldOutPairs',
    title: text('Held-out pairs', '留出样本对'),
    value: pairs.length,
    format: 'integer',
  } as const;
  return {
    format: 'heed/report',
    version: 1,
    title: text('Reward model on held-out prompts', '奖励模型在留出提示上的表现'),
    blocks: [
      figuresBlock(figures, count, { heldOutAccuracy: { low, high } }),
      ...agreementBlocks(pairs),
      histogramBlock(text('Scores of both sides', '两侧得分分布'), [
        { name: 'chosen', title: text('chosen', '更优'), values: pairs.map(({ chosen }) => chosen) },
        { name: 'rejected', title: text('rejected', '更劣'), values: pairs.map(({ rejected }) => rejected) },
      ]),
      {
        type: 'calibration',
        title: text('Reliability: predicted and observed win probability', '可靠性：预测胜率与实际胜率'),
        bins: calibration(pairs),
      },
    ],
  };
}
