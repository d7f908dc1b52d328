import { Chip, Group, Slider, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../i18n/language.ts';
import type { Curves } from './curves.ts';
import { MetricCard } from './MetricCard.tsx';
import { metricsOf, type NamedMetric } from './nodeNames.ts';
import classes from './Runs.module.css';
import { seriesColor } from './seriesColors.ts';
import { useRunWords } from './text.ts';

interface CurvesPanelProps {
  /** Makes the cursors of this node's charts move together. */
  node: string;
  kind: string;
  curves: Curves;
}

/** What is shown before anybody chose: the live metrics, or all where none is marked live. */
function startingMetrics(metrics: readonly NamedMetric[]): string[] {
  const live = metrics.filter(({ spec }) => spec?.live);
  return (live.length > 0 ? live : metrics).map(({ name }) => name);
}

/** All curves of a node, each explained, with toggles, logarithmic scale and smoothing. */
export function CurvesPanel({ node, kind, curves }: CurvesPanelProps) {
  const words = useRunWords();
  const metrics = metricsOf(kind, curves);
  const [chosen, setChosen] = useState<string[]>();
  const [logarithmic, setLogarithmic] = useState(false);
  const [smoothing, setSmoothing] = useState(0);
  const shown = chosen ?? startingMetrics(metrics);
  return (
    <>
      <MetricToggles metrics={metrics} shown={shown} onChange={setChosen} />
      <Group gap="lg" my="sm">
        <Switch
          size="sm"
          label={words('logScale')}
          checked={logarithmic}
          onChange={(event) => setLogarithmic(event.currentTarget.checked)}
        />
        <Smoothing value={smoothing} onChange={setSmoothing} />
      </Group>
      <div className={classes.metrics}>
        {metrics.map(
          (metric, index) =>
            shown.includes(metric.name) && (
              <MetricCard
                key={metric.name}
                metric={metric}
                curve={curves[metric.name] ?? { steps: [], values: [] }}
                color={seriesColor(index)}
                logarithmic={logarithmic}
                smoothing={smoothing}
                syncKey={node}
              />
            ),
        )}
      </div>
    </>
  );
}

interface MetricTogglesProps {
  metrics: readonly NamedMetric[];
  shown: readonly string[];
  onChange(shown: string[] | undefined): void;
}

function MetricToggles({ metrics, shown, onChange }: MetricTogglesProps) {
  const words = useRunWords();
  const text = useText();
  const all = shown.length === metrics.length;
  return (
    <Chip.Group multiple value={[...shown]} onChange={onChange}>
      <Group gap={6} role="group" aria-label={words('shownMetrics')}>
        {metrics.map(({ name, spec }) => (
          <Chip key={name} value={name} size="xs">
            {spec ? text(spec.title) : name}
          </Chip>
        ))}
        <button
          type="button"
          className={classes.linkButton}
          onClick={() => onChange(all ? startingMetrics(metrics) : metrics.map(({ name }) => name))}
        >
          {words(all ? 'showLive' : 'showAll')}
        </button>
      </Group>
    </Chip.Group>
  );
}

/** Weight of the moving average; 0.99 averages over about the last hundred points. */
function Smoothing({ value, onChange }: { value: number; onChange(value: number): void }) {
  const words = useRunWords();
  return (
    <Group gap="xs" wrap="nowrap">
      <Text size="sm" id="smoothing-label">
        {words('smoothing')}
      </Text>
      <Slider
        w={140}
        size="sm"
        min={0}
        max={0.99}
        step={0.01}
        value={value}
        onChange={onChange}
        thumbProps={{ 'aria-labelledby': 'smoothing-label' }}
        label={(weight) => weight.toFixed(2)}
      />
    </Group>
  );
}
