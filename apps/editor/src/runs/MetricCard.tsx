import { Text } from '@mantine/core';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { useText } from '../i18n/language.ts';
import type { ChartSeries } from './chartOptions.ts';
import { alignCurves } from './charts/align.ts';
import type { NotedAnnotations } from './charts/annotations.ts';
import { ChartKeys } from './charts/ChartKeys.tsx';
import chartClasses from './charts/Charts.module.css';
import { Explanation, Reading } from './charts/MetricText.tsx';
import { SaveMenu } from './charts/SaveMenu.tsx';
import type { StepRange } from './charts/zoom.ts';
import { type Curve, smooth } from './curves.ts';
import type { NamedMetric } from './nodeNames.ts';
import classes from './Runs.module.css';
import { useCurveSummary } from './Sparkline.tsx';
import { RuleNotes } from './stops/RuleNotes.tsx';
import { useRunWords } from './text.ts';

const Chart = lazy(() => import('./Chart.tsx'));

const CHART_HEIGHT = 150;

/** A curve of another run, laid over the one shown. */
export interface OtherCurve {
  label: string;
  color: string;
  curve: Curve;
}

/** How all curves of a node are looked at. */
export interface ChartView {
  logarithmic: boolean;
  /** Weight of the moving average, 0 for none. */
  smoothing: number;
  range: StepRange | undefined;
  onRange(range: StepRange | undefined): void;
  /** Opens what lies behind a step. */
  onPick?(step: number): void;
}

interface MetricCardProps {
  source: { run: string; node: string };
  metric: NamedMetric;
  curve: Curve;
  others: readonly OtherCurve[];
  color: string;
  view: ChartView;
  annotations: NotedAnnotations;
}

/** Raw curves pale behind smoothed ones; those of other runs only smoothed, so that the chart stays readable. */
function useSeries({ metric, curve, others, color, view: { smoothing } }: MetricCardProps, title: string) {
  return useMemo(() => {
    const soft = (one: Curve) => (smoothing > 0 ? { ...one, values: smooth(one.values, smoothing) } : one);
    const smoothed = soft(curve);
    const drawn = [
      ...(smoothing > 0 ? [{ title, color, faint: true, curve }] : []),
      ...others.map((other) => ({ title: other.label, color: other.color, curve: soft(other.curve) })),
      { title, color, curve: smoothed },
    ];
    const { steps, columns } = alignCurves(drawn.map((one) => one.curve));
    const series = drawn.map(({ title: name, color: paint, ...more }, index): ChartSeries => {
      const faint = 'faint' in more;
      return { title: name, color: paint, faint, values: columns[index] ?? [] };
    });
    return { steps, series, smoothed: smoothing > 0 ? smoothed.values : undefined, name: metric.name };
  }, [metric.name, curve, others, color, smoothing, title]);
}

/** One metric: its name and explanation, the value under the pointer or the last one, and its curve. */
export function MetricCard(props: MetricCardProps) {
  const { source, metric, curve, others, view, annotations } = props;
  const words = useRunWords();
  const text = useText();
  const summary = useCurveSummary();
  const chart = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const title = metric.spec ? text(metric.spec.title) : metric.name;
  const positive = curve.values.some((value) => value > 0);
  const { steps, series, smoothed } = useSeries(props, title);
  const onPick = view.onPick && ((index: number) => view.onPick?.(steps[index] as number));
  return (
    <section className={classes.metric} aria-label={title}>
      <div className={classes.metricHead}>
        <h4 className={classes.metricTitle}>
          {title}
          {metric.spec?.unit && <span className={classes.quiet}> · {text(metric.spec.unit)}</span>}
        </h4>
        <Explanation metric={metric} title={title} />
        <SaveMenu source={source} name={metric.name} title={title} chart={chart} />
      </div>
      <Reading
        metric={metric}
        curve={curve}
        step={hovered === null ? undefined : steps[hovered]}
        smoothed={smoothed}
      />
      <RuleNotes notes={annotations.notes} />
      {view.logarithmic && !positive && <Text size="xs">{words('noPositive')}</Text>}
      <div className={chartClasses.chart} ref={chart}>
        <Suspense fallback={<div style={{ height: CHART_HEIGHT }} />}>
          <Chart
            x={steps}
            xTitle={words('step')}
            series={series}
            summary={summary(title, curve)}
            logarithmic={view.logarithmic && positive}
            height={CHART_HEIGHT}
            syncKey={source.node}
            range={view.range}
            onRange={view.onRange}
            onPick={onPick}
            joins={others.length > 0}
            onHover={setHovered}
            lines={annotations.lines}
            marks={annotations.marks}
          />
        </Suspense>
        <ChartKeys
          title={title}
          curve={curve}
          range={view.range}
          onRange={view.onRange}
          onPick={view.onPick}
          onPoint={(index) => setHovered(index === null ? null : steps.indexOf(curve.steps[index] as number))}
        />
      </div>
    </section>
  );
}
