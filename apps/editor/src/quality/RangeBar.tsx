import classes from './Quality.module.css';
import type { Range } from './view.ts';

interface RangeBarProps {
  range: Range;
  /** What the ends of the line stand for. */
  from: number;
  to: number;
  /** Marks on the line, e.g. where nobody is preferred. */
  marks?: readonly number[];
}

/** A value with its interval on a line: a picture of numbers that stand beside it. */
export function RangeBar({ range, from, to, marks = [] }: RangeBarProps) {
  const place = (value: number) => 100 * Math.min(1, Math.max(0, (value - from) / (to - from)));
  const [low, high] = [place(range.low), place(range.high)];
  return (
    <span className={classes.range} aria-hidden="true">
      {marks.map((mark) => (
        <span key={mark} className={classes.mark} style={{ insetInlineStart: `${place(mark)}%` }} />
      ))}
      <span className={classes.interval} style={{ insetInlineStart: `${low}%`, width: `${high - low}%` }} />
      <span className={classes.dot} style={{ insetInlineStart: `${place(range.value)}%` }} />
    </span>
  );
}
