import { type Report, text } from '@heed/schema';
import { mean } from '../../shared/batching.ts';
import { histogramBlock } from '../../shared/histogram.ts';
import { proportionInterval } from '../../shared/intervals.ts';

/** Scores that a reward model gave to both sides of a held-out preference. */
export interface ScoredPair {
  chosen: number;
  rejected: number;
  strength: number;
}

const CALIBRATION_BINS = 10;

/** Predicted probability σ(r_chosen − r_rejected) that the chosen side wins. */
function winProbability({ chosen, rejected }: ScoredPair): number {
  return 1 / (1 + Math.exp(rejected - chosen));
}

/** Ties were no choice, so they say nothing about accuracy. */
function decided(pairs: readonly ScoredPair[]): ScoredPair[] {
  return pairs.filter(({ strength }) => strength !== 0.5);
}

/** Held-out figures of a reward model; loss in nats. */
export function measure(pairs: readonly ScoredPair[]) {
  const clear = decided(pairs);
  const probabilities = clear.map(winProbability);
  return {
    heldOutAccuracy: mean(clear.map(({ chosen, rejected }) => Number(chosen > rejected))),
    heldOutLoss: mean(probabilities.map((probability) => -Math.log(Math.max(probability, 1e-12)))),
    margin: mean(clear.map(({ chosen, rejected }) => chosen - rejected)),
    calibrationError: calibrationError(calibration(clear)),
  };
}

interface CalibrationBin {
  predicted: number;
  observed: number;
  share: number;
}

/**
 * Bins the predictions. Every pair counts twice, once from each side, so that the reliability curve
 * spans 0 to 1 although the chosen side always won.
 */
function calibration(pairs: readonly ScoredPair[]): CalibrationBin[] {
  const predictions = pairs.flatMap((pair) => {
    const probability = winProbability(pair);
    return [
      { probability, won: 1 },
      { probability: 1 - probability, won: 0 },
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
      share: members.length / predictions.length,
    }));
}

/** Expected calibration error (Naeini et al. 2015): Σ share · |observed − predicted|. */
function calibrationError(bins: readonly CalibrationBin[]): number {
  return bins.reduce(
    (sum, { share, observed, predicted }) => sum + share * Math.abs(observed - predicted),
    0,
  );
}

/** Accuracy with its interval, the histogram of both sides' scores and the reliability curve. */
export function preferencesReport(pairs: readonly ScoredPair[]): Report {
  const clear = decided(pairs);
  const figures = measure(pairs);
  const [low, high] = proportionInterval(figures.heldOutAccuracy, clear.length);
  const bins = calibration(clear);
  return {
    format: 'heed/report',
    version: 1,
    title: text('Reward model on held-out prompts', '奖励模型在留出提示上的表现'),
    blocks: [
      {
        type: 'figures',
        title: text('Figures', '指标'),
        figures: [
          {
            name: 'heldOutAccuracy',
            title: text('Held-out accuracy', '留出准确率'),
            value: figures.heldOutAccuracy,
            low,
            high,
            format: 'percent',
          },
          { name: 'margin', title: text('Reward margin', '奖励差'), value: figures.margin, format: 'number' },
          {
            name: 'calibrationError',
            title: text('Calibration error', '校准误差'),
            value: figures.calibrationError,
            format: 'number',
          },
          {
            name: 'heldOutPairs',
            title: text('Held-out pairs', '留出样本对'),
            value: pairs.length,
            format: 'integer',
          },
        ],
      },
      histogramBlock(text('Scores of both sides', '两侧得分分布'), [
        { name: 'chosen', title: text('chosen', '更优'), values: pairs.map(({ chosen }) => chosen) },
        { name: 'rejected', title: text('rejected', '更劣'), values: pairs.map(({ rejected }) => rejected) },
      ]),
      {
        type: 'curve',
        title: text('Reliability: predicted and observed win probability', '可靠性：预测胜率与实际胜率'),
        x: { title: text('predicted', '预测'), values: bins.map(({ predicted }) => predicted) },
        series: [
          { name: 'observed', title: text('observed', '实际'), values: bins.map(({ observed }) => observed) },
          { name: 'ideal', title: text('ideal', '理想'), values: bins.map(({ predicted }) => predicted) },
        ],
      },
    ],
  };
}
