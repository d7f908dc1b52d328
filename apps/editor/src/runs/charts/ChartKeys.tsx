import { type KeyboardEvent, useState } from 'react';
import { useFormats } from '../../i18n/format.ts';
import type { Curve } from '../curves.ts';
import classes from './Charts.module.css';
import { useChartWords } from './words.ts';
import { panned, type StepRange, zoomedAt } from './zoom.ts';

interface ChartKeysProps {
  title: string;
  curve: Curve;
  range: StepRange | undefined;
  onRange(range: StepRange | undefined): void;
  onPick?: (step: number) => void;
  /** The point that is read out, to be marked like one under the pointer. */
  onPoint(index: number | null): void;
}

const ZOOM = 1.5;
const PAN = 0.25;

/** What the pointer can do with a chart, by keys: go from point to point, zoom, move and pick. */
export function ChartKeys({ title, curve, range, onRange, onPick, onPoint }: ChartKeysProps) {
  const words = useChartWords();
  const { number } = useFormats();
  const [chosen, setChosen] = useState<number>();
  const { steps, values } = curve;
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return null;
  const index = Math.min(chosen ?? steps.length - 1, steps.length - 1);
  const step = steps[index] as number;
  const go = (to: number) => {
    const next = Math.min(steps.length - 1, Math.max(0, to));
    setChosen(next);
    onPoint(next);
    const at = steps[next] as number;
    if (range && (at < range[0] || at > range[1]))
      onRange(panned([at, at + range[1] - range[0]], [first, last], 0));
  };
  const pan = (share: number) => range && onRange(panned(range, [first, last], share));
  const zoom = (factor: number) => onRange(zoomedAt(range ?? [first, last], [first, last], factor, step));
  const keys: Record<string, () => void> = {
    ArrowLeft: () => go(index - 1),
    ArrowRight: () => go(index + 1),
    'Shift+ArrowLeft': () => pan(-PAN),
    'Shift+ArrowRight': () => pan(PAN),
    Home: () => go(0),
    End: () => go(steps.length - 1),
    '+': () => zoom(ZOOM),
    '=': () => zoom(ZOOM),
    '-': () => zoom(1 / ZOOM),
    '0': () => onRange(undefined),
    Escape: () => onRange(undefined),
    Enter: () => onPick?.(step),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = event.key.startsWith('Arrow');
    const act = keys[event.shiftKey && arrow ? `Shift+${event.key}` : event.key];
    if (!act || (event.key === 'Escape' && !range)) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <div
      className={classes.keys}
      role="slider"
      tabIndex={0}
      aria-label={words('points', { name: title })}
      aria-description={[words('keysHint'), onPick && words('keysPick')].filter(Boolean).join(' ')}
      aria-valuemin={first}
      aria-valuemax={last}
      aria-valuenow={step}
      aria-valuetext={words('pointAt', { step: number(step), value: number(values[index] as number) })}
      onKeyDown={onKeyDown}
      onFocus={() => onPoint(index)}
      onBlur={() => onPoint(null)}
    />
  );
}
