import { ActionIcon, Popover, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useFormats } from '../../i18n/format.ts';
import { useText } from '../../i18n/language.ts';
import type { Curve } from '../curves.ts';
import type { NamedMetric } from '../nodeNames.ts';
import classes from '../Runs.module.css';
import { useRunWords } from '../text.ts';

interface ReadingProps {
  metric: NamedMetric;
  curve: Curve;
  /** The step under the pointer. */
  step: number | undefined;
  smoothed?: readonly number[];
}

/** The value under the pointer, else the last one. */
export function Reading({ metric, curve, step, smoothed }: ReadingProps) {
  const words = useRunWords();
  const { figure, number } = useFormats();
  const write = (measured: number) => figure(measured, metric.spec?.format);
  const last = curve.values.length - 1;
  const found = step === undefined ? -1 : curve.steps.findLastIndex((one) => one <= step);
  const at = found < 0 ? last : found;
  const value = curve.values[at];
  const soft = smoothed?.[at];
  if (value === undefined) return null;
  const shown = number(curve.steps[at] ?? 0);
  return (
    <p className={classes.reading}>
      <strong>{write(value)}</strong>
      {soft !== undefined && <span> {words('smoothed', { value: write(soft) })}</span>}
      <span className={classes.quiet}>
        {' '}
        {words(step === undefined ? 'lastStep' : 'atStep', { step: shown })}
      </span>
    </p>
  );
}

/** What the metric means and which way is better. */
export function Explanation({ metric: { spec }, title }: { metric: NamedMetric; title: string }) {
  const words = useRunWords();
  const text = useText();
  if (!spec) return null;
  const better = spec.better && words(spec.better === 'higher' ? 'higherBetter' : 'lowerBetter');
  return (
    <Popover width={280} position="bottom-end" withArrow shadow="md">
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={words('explain', { name: title })}>
          <IconInfoCircle size={16} aria-hidden="true" />
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
