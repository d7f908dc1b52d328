import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type OutputFolder, REPORT_FILE, type Report, text } from '@heed/schema';
import { mean } from '../shared/batching.ts';
import { histogramBlock } from '../shared/histogram.ts';
import { proportionInterval } from '../shared/intervals.ts';
import type { Pair, PairLogProbs } from './pairs.ts';

/** Implicit rewards β·(log π − log π_ref) of both answers of a held-out pair. */
export interface RewardedPair {
  chosen: number;
  rejected: number;
  strength: number;
}

/** The implicit rewards of a pair under the tuned model. */
export function rewardPair(
  { strength }: Pick<Pair, 'strength'>,
  policy: PairLogProbs,
  reference: PairLogProbs,
  beta: number,
): RewardedPair {
  return {
    chosen: beta * (policy.chosen - reference.chosen),
    rejected: beta * (policy.rejected - reference.rejected),
    strength,
  };
}

/** Ties were no choice, so they say nothing about accuracy. */
function decided(pairs: readonly RewardedPair[]): RewardedPair[] {
  return pairs.filter(({ strength }) => strength !== 0.5);
}

/** Held-out figures over pairs with a clear choice; loss in nats. */
export function measure(pairs: readonly RewardedPair[]) {
  const margins = decided(pairs).map(({ chosen, rejected }) => chosen - rejected);
  return {
    heldOutAccuracy: mean(margins.map((margin) => Number(margin > 0))),
    // −log σ(m) = max(−m, 0) + log(1 + e^−|m|), without overflow
    heldOutLoss: mean(margins.map((m) => Math.max(-m, 0) + Math.log1p(Math.exp(-Math.abs(m))))),
    heldOutMargin: mean(margins),
  };
}

/** Writes accuracy with its interval, and histograms of margins and of both sides' rewards. */
export async function writeReport(output: OutputFolder, pairs: readonly RewardedPair[]): Promise<void> {
  const clear = decided(pairs);
  const { heldOutAccuracy, heldOutLoss, heldOutMargin } = measure(pairs);
  const [low, high] = proportionInterval(heldOutAccuracy, clear.length);
  const report: Report = {
    format: 'heed/report',
    version: 1,
    title: text('Preferences on held-out prompts', '留出提示上的偏好'),
    blocks: [
      {
        type: 'figures',
        title: text('Figures', '指标'),
        figures: [
          {
            name: 'heldOutAccuracy',
            title: text('Held-out accuracy', '留出准确率'),
            value: heldOutAccuracy,
            low,
            high,
            format: 'percent',
          },
          {
            name: 'heldOutMargin',
            title: text('Held-out margin', '留出奖励差'),
            value: heldOutMargin,
            format: 'number',
          },
          {
            name: 'heldOutLoss',
            title: text('Held-out loss', '留出损失'),
            value: heldOutLoss,
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
      histogramBlock(text('Margins: reward of chosen less rejected', '奖励差：更优减更劣'), [
        {
          name: 'margin',
          title: text('margin', '奖励差'),
          values: clear.map(({ chosen, rejected }) => chosen - rejected),
        },
      ]),
      histogramBlock(text('Implicit rewards of both sides', '两侧的隐式奖励'), [
        { name: 'chosen', title: text('chosen', '更优'), values: clear.map(({ chosen }) => chosen) },
        { name: 'rejected', title: text('rejected', '更劣'), values: clear.map(({ rejected }) => rejected) },
      ]),
    ],
  };
  await writeFile(join(output.directory, REPORT_FILE), JSON.stringify(report, null, 2));
  output.describe({
    summary: [{ title: text('accuracy', '准确率'), value: `${(heldOutAccuracy * 100).toFixed(1)} %` }],
  });
}
