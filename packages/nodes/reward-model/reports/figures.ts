import { type Figure, type ReportBlock, text } from '@heed/schema';
import { metrics } from '../metrics.ts';

const percentages: readonly string[] = ['heldOutAccuracy'];

/** Held-out figures by their metric's title, some with an interval, and how many examples they were measured on. */
export function figuresBlock(
  figures: Record<string, number>,
  count: Figure,
  intervals: Record<string, Pick<Figure, 'low' | 'high'>> = {},
): ReportBlock {
  const shown = Object.entries(figures).map(([name, value]): Figure => {
    const format = percentages.includes(name) ? 'percent' : 'number';
    return { name, title: metrics[name as keyof typeof metrics].title, value, ...intervals[name], format };
  });
  return { type: 'figures', title: text('Figures', '指标'), figures: [...shown, count] };
}
