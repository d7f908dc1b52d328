import { seriesColor } from '../runs/seriesColors.ts';

/** The CSS variable of a run's color, the same in legends, charts and headings. */
export function sideColor(side: 'first' | 'second'): string {
  return seriesColor(side === 'first' ? 0 : 2);
}
