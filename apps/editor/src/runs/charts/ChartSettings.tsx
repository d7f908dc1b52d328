import { Chip, Group, Slider, Text } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../i18n/language.ts';
import type { NamedMetric } from '../nodeNames.ts';
import classes from '../Runs.module.css';
import { useRunWords } from '../text.ts';

/** What is shown before anybody chose: the live metrics, or all where none is marked live. */
export function startingMetrics(metrics: readonly NamedMetric[]): string[] {
  const live = metrics.filter(({ spec }) => spec?.live);
  return (live.length > 0 ? live : metrics).map(({ name }) => name);
}

interface MetricTogglesProps {
  metrics: readonly NamedMetric[];
  shown: readonly string[];
  onChange(shown: string[] | undefined): void;
}

/** A node has up to 25 metrics; more than so many are offered only once they are asked for. */
const FIRST = 8;

/** Those that are offered at first: what is shown, and what is where that is the main. */
function firstOf(metrics: readonly NamedMetric[], shown: readonly string[]): readonly NamedMetric[] {
  if (metrics.length <= FIRST) return metrics;
  const main = startingMetrics(metrics);
  return metrics.filter(({ name }) => main.includes(name) || shown.includes(name));
}

/** Chooses the metrics whose curves are shown. */
export function MetricToggles({ metrics, shown, onChange }: MetricTogglesProps) {
  const words = useRunWords();
  const text = useText();
  const [open, setOpen] = useState(false);
  const all = shown.length === metrics.length;
  const first = firstOf(metrics, shown);
  const more = metrics.length - first.length;
  return (
    <Chip.Group multiple value={[...shown]} onChange={onChange}>
      <Group gap={6} role="group" aria-label={words('shownMetrics')}>
        {(open ? metrics : first).map(({ name, spec }) => (
          <Chip key={name} value={name} size="xs">
            {spec ? text(spec.title) : name}
          </Chip>
        ))}
        {more > 0 && (
          <button
            type="button"
            className={classes.linkButton}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {open ? words('fewerMetrics') : words('moreMetrics', { count: more })}
          </button>
        )}
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
export function Smoothing({ value, onChange }: { value: number; onChange(value: number): void }) {
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
