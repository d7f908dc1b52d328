import type { ReportBlock } from '@heed/schema';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { useCurveSummary } from '../runs/Sparkline.tsx';
import { seriesColor } from '../runs/seriesColors.ts';
import { Legend } from './Legend.tsx';
import classes from './Outputs.module.css';
import plotsClasses from './Plots.module.css';

const Chart = lazy(() => import('../runs/Chart.tsx'));

const CHART_HEIGHT = 240;

/** Curves of a report over their shared x axis; the legend tells the values under the pointer. */
export function CurveBlock({ block: { x, series } }: { block: Extract<ReportBlock, { type: 'curve' }> }) {
  const text = useText();
  const summary = useCurveSummary();
  const { number } = useFormats();
  const [hovered, setHovered] = useState<number | null>(null);
  const drawn = useMemo(
    () =>
      series.map(({ title, values }, index) => ({ title: text(title), values, color: seriesColor(index) })),
    [series, text],
  );
  const valueAt = (values: readonly number[]) => {
    const value = values[hovered ?? values.length - 1];
    return value === undefined ? '' : ` ${number(value)}`;
  };
  return (
    <figure className={plotsClasses.plot}>
      <Legend items={drawn.map(({ title, values, color }) => ({ title: title + valueAt(values), color }))} />
      <Suspense fallback={<div style={{ height: CHART_HEIGHT }} />}>
        <Chart
          x={x.values}
          xTitle={text(x.title)}
          series={drawn}
          summary={drawn.map(({ title, values }) => summary(title, { steps: x.values, values })).join(' ')}
          height={CHART_HEIGHT}
          onHover={setHovered}
        />
      </Suspense>
      <figcaption className={classes.quiet}>{text(x.title)}</figcaption>
    </figure>
  );
}
