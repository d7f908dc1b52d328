import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useFormats } from '../i18n/format.ts';
import { useMarks } from '../i18n/marks.ts';
import { type Brush, brushed, brushTo, countIn } from './brush.ts';
import classes from './Table.module.css';
import { useTableWords } from './tableWords.ts';

interface HistogramBrushProps {
  edges: readonly number[];
  counts: readonly number[];
  /** Takes the bins from the first to the last one chosen. */
  onChoose(first: number, last: number): void;
}

/** Bars of a histogram of which some are chosen: dragged over, or by arrow keys with Shift, then Enter. */
export function HistogramBrush({ edges, counts, onChoose }: HistogramBrushProps) {
  const words = useTableWords();
  const { number } = useFormats();
  const { named } = useMarks();
  const [brush, setBrush] = useState<Brush>();
  const place = useRef<HTMLDivElement>(null);
  const most = Math.max(...counts);
  const binAt = (clientX: number) => {
    const { left = 0, width = 1 } = place.current?.getBoundingClientRect() ?? {};
    const bin = Math.floor(((clientX - left) / width) * counts.length);
    return Math.min(counts.length - 1, Math.max(0, bin));
  };
  const choose = (wanted: Brush | undefined) => {
    const [first, last] = brushed(wanted ?? { from: 0, to: 0 });
    if (wanted && countIn(counts, first, last) > 0) onChoose(first, last);
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const bin = binAt(event.clientX);
    setBrush({ from: bin, to: bin });
  };
  const onPointerMove = (event: PointerEvent) => {
    if (event.buttons === 1 && brush) setBrush({ ...brush, to: binAt(event.clientX) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moved = brushTo(brush, event, counts.length);
    if (moved) setBrush(moved);
    else if (event.key === 'Enter' || event.key === ' ') choose(brush);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const [first, last] = brushed(brush ?? { from: 0, to: counts.length - 1 });
  const said = {
    low: number(edges[first] as number),
    high: number(edges[last + 1] as number),
    count: countIn(counts, first, last),
  };
  const summary = words('range', { ...said, shown: number(said.count) });
  return (
    <>
      <div
        ref={place}
        role="slider"
        tabIndex={0}
        className={classes.bars}
        aria-label={words('brush')}
        aria-description={words('brushKeys')}
        aria-valuemin={0}
        aria-valuemax={counts.length - 1}
        aria-valuenow={brush?.to ?? 0}
        aria-valuetext={summary}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={() => choose(brush)}
        onPointerCancel={() => setBrush(undefined)}
        onFocus={(event) =>
          event.currentTarget.matches(':focus-visible') && setBrush(brush ?? { from: 0, to: 0 })
        }
        onKeyDown={onKeyDown}
      >
        {counts.map((count, bin) => (
          <span
            key={edges[bin]}
            title={named(
              `${number(edges[bin] as number)} – ${number(edges[bin + 1] as number)}`,
              number(count),
            )}
            data-chosen={(brush && bin >= first && bin <= last) || undefined}
          >
            <span style={{ height: `${(100 * count) / most}%` }} />
          </span>
        ))}
      </div>
      <p className={classes.range}>{summary}</p>
    </>
  );
}
