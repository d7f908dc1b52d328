import type { Share } from '@heed/labeling/statistics/intervals.ts';
import { type Figure, type Localized, type Report, text } from '@heed/schema';
import { at } from './learning-curve.ts';
import spec from './spec.ts';
import type { Worth } from './worth.ts';

/** Below this, more labels hardly help. */
const WORTHWHILE = 0.01;
/** Points that draw the curve, up to four times the prompts there are. */
const DRAWN = 40;

/** The answer to the question, in one sentence. */
export function worthSentence({ prompts, accuracy, gain }: Worth): Localized {
  const share = (value: number) => `${(100 * value).toFixed(1)}%`;
  const [now, more] = [share(accuracy.value), `${(100 * gain.value).toFixed(1)}`];
  const range = `${(100 * gain.low).toFixed(1)} … ${(100 * gain.high).toFixed(1)}`;
  if (gain.value < WORTHWHILE)
    return text(
      `Another ${prompts} labeled prompts would hardly help this model: held-out accuracy is ${now} and would rise by about ${more} points (${range}).`,
      `再标注 ${prompts} 个提示对此模型几乎没有帮助：留出准确率为 ${now}，约可提高 ${more} 个百分点（${range}）。`,
    );
  return text(
    `Another ${prompts} labeled prompts are worth about ${more} points (${range}) of held-out accuracy, which now is ${now}.`,
    `再标注 ${prompts} 个提示约可使留出准确率（目前 ${now}）提高 ${more} 个百分点（${range}）。`,
  );
}

/** Figures with intervals, and accuracy against the number of prompts with the curve through it. */
export function worthReport(worth: Worth, ceiling: Omit<Share, 'count'> | undefined): Report {
  const { points, curve, prompts } = worth;
  const figure = (
    name: 'accuracy' | 'doubled' | 'gain' | 'ceiling',
    range: Omit<Share, 'count'>,
  ): Figure => ({
    ...{ name, title: (spec.metrics[name] as { title: Localized }).title, format: 'percent' },
    ...{ value: range.value, low: range.low, high: range.high },
  });
  const least = Math.min(...points.map((point) => point.prompts));
  const drawn = Array.from(
    { length: DRAWN },
    (_, index) => least * ((4 * prompts) / least) ** (index / (DRAWN - 1)),
  );
  return {
    format: 'heed/report',
    version: 1,
    title: worthSentence(worth),
    blocks: [
      {
        type: 'figures',
        title: text('Figures', '指标'),
        figures: [
          figure('accuracy', worth.accuracy),
          figure('doubled', worth.doubled),
          figure('gain', worth.gain),
          ...(ceiling ? [figure('ceiling', ceiling)] : []),
        ],
      },
      {
        type: 'scatter',
        title: text('Accuracy by labeled prompts', '准确率与已标注提示数'),
        x: { title: text('labeled prompts', '已标注提示数') },
        y: { title: text('held-out accuracy', '留出准确率') },
        series: [
          {
            ...{ name: 'measured', title: text('measured, each split', '各次划分的测量值') },
            ...{ x: points.map((point) => point.prompts), y: points.map(({ accuracy }) => accuracy) },
          },
          {
            ...{ name: 'curve', title: text('c − d·n^−e', 'c − d·n^−e') },
            ...{ x: drawn, y: drawn.map((count) => at(curve, count)) },
          },
          ...(ceiling
            ? [
                {
                  ...{ name: 'ceiling', title: text('ceiling of labelers', '标注者上限') },
                  ...{ x: drawn, y: drawn.map(() => ceiling.value) },
                },
              ]
            : []),
        ],
      },
    ],
  };
}
