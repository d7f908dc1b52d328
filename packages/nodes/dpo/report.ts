import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Figure, type OutputFolder, REPORT_FILE, type Report, text } from '@heed/schema';
import { decidedPairs, defined, heldOutSummary, pairFigures, type RewardedPair } from '../shared/held-out.ts';
import { histogramBlock } from '../shared/histogram.ts';
import { proportionInterval } from '../shared/intervals.ts';
import { metrics } from './metrics.ts';
import type { Pair, PairLogProbs } from './pairs.ts';

/** The implicit rewards β·(log π − log π_ref) of a pair under the tuned model. */
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

/** Held-out figures; loss in nats. */
export function measure(pairs: readonly RewardedPair[]) {
  const { accuracy, loss, margin } = pairFigures(pairs);
  return defined({ heldOutAccuracy: accuracy, heldOutLoss: loss, heldOutMargin: margin });
}

/** Writes accuracy with its interval, and histograms of margins and of both sides' rewards. */
export async function writeReport(output: OutputFolder, pairs: readonly RewardedPair[]): Promise<void> {
  const clear = decidedPairs(pairs);
  const { accuracy, loss, margin } = pairFigures(pairs);
  const [low, high] = proportionInterval(accuracy ?? 0, clear.length);
  const report: Report = {
    format: 'heed/report',
    version: 1,
    title: text('Preferences on held-out prompts', '留出提示上的偏好'),
    blocks: [
      {
        type: 'figures',
        title: text('Figures', '指标'),
        figures: [
          ...(accuracy === undefined
            ? []
            : [figure('heldOutAccuracy', { value: accuracy, low, high, format: 'percent' })]),
          ...(margin === undefined ? [] : [figure('heldOutMargin', { value: margin, format: 'number' })]),
          figure('heldOutLoss', { value: loss, format: 'number' }),
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
  output.describe({ summary: [heldOutSummary(accuracy, loss)] });
}

/** A figure titled as the node's metric of that name. */
function figure(name: keyof typeof metrics, shown: Omit<Figure, 'name' | 'title'>): Figure {
  return { name, title: metrics[name].title, ...shown };
}
