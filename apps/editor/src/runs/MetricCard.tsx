import { ActionIcon, Popover, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import type { ChartSeries } from './Chart.tsx';
import { type Curve, smooth } from './curves.ts';
import type { NamedMetric } from './nodeNames.ts';
import classes from './Runs.module.css';
import { useCurveSummary } from './Sparkline.tsx';
import { useRunWords } from './text.ts';

const Chart = lazy(() => import('./Chart.tsx'));

const CHART_HEIGHT = 150;

interface MetricCardProps {
  metric: NamedMetric;
  curve: Curve;
  color: string;
  logarithmic: boolean;
  /** Weight of the moving average, 0 for none. */
  smoothing: number;
  syncKey: string;
}

function chartSeries(title: string, values: readonly number[], color: string, weight: number): ChartSeries[] {
  if (weight === 0) return [{ title, values, color }];
  return [
    { title, values, color, faint: true },
    { title, values: smooth(values, weight), color },
  ];
}

/** One metric: its name and explanation, the value under the pointer or the last one, and its curve. */
export function MetricCard({ metric, curve, color, logarithmic, smoothing, syncKey }: MetricCardProps) {
  const words = useRunWords();
  const text = useText();
  const summary = useCurveSummary();
  const [hovered, setHovered] = useState<number | null>(null);
  const title = metric.spec ? text(metric.spec.title) : metric.name;
  const positive = curve.values.some((value) => value > 0);
  const series = useMemo(
    () => chartSeries(title, curve.values, color, smoothing),
    [title, curve.values, color, smoothing],
  );
  return (
    <section className={classes.metric} aria-label={title}>
      <div className={classes.metricHead}>
        <h4 className={classes.metricTitle}>
          {title}
          {metric.spec?.unit && <span className={classes.quiet}> · {text(metric.spec.unit)}</span>}
        </h4>
        <Explanation metric={metric} title={title} />
      </div>
      <Reading curve={curve} index={hovered} smoothed={smoothing > 0 ? series[1]?.values : undefined} />
      {logarithmic && !positive && <Text size="xs">{words('noPositive')}</Text>}
      <Suspense fallback={<div style={{ height: CHART_HEIGHT }} />}>
        <Chart
          x={curve.steps}
          xTitle={words('step')}
          series={series}
          summary={summary(title, curve)}
          logarithmic={logarithmic && positive}
          height={CHART_HEIGHT}
          syncKey={syncKey}
          onHover={setHovered}
        />
      </Suspense>
    </section>
  );
}

/** The value under the pointer, else the last one. */
function Reading({
  curve,
  index,
  smoothed,
}: {
  curve: Curve;
  index: number | null;
  smoothed?: readonly number[];
}) {
  const words = useRunWords();
  const { number } = useFormats();
  const last = curve.values.length - 1;
  const at = Math.min(index ?? last, last);
  const value = curve.values[at];
  const soft = smoothed?.[at];
  if (value === undefined) return null;
  const step = number(curve.steps[at] ?? 0);
  return (
    <p className={classes.reading}>
      <strong>{number(value)}</strong>
      {soft !== undefined && <span> {words('smoothed', { value: number(soft) })}</span>}
      <span className={classes.quiet}> {words(index === null ? 'lastStep' : 'atStep', { step })}</span>
    </p>
  );
}

/** What the metric means and which way is better. */
function Explanation({ metric: { spec }, title }: { metric: NamedMetric; title: string }) {
  const words = useRunWords();
  const text = useText();
  if (!spec) return null;
  const better = spec.better && words(spec.better === 'higher' ? 'higherBetter' : 'lowerBetter');
  return (
    <Popover width={280} position="bottom-end" withArrow shadow="md">
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={words('explain', { name: title })}>
          <IconInfoCircle size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm">{text(spec.help)}</Text>
        {better && (
          <Text size="sm" c="dimmed" mt={4}>
            {better}
          </Text>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
