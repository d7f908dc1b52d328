import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import classes from './Table.module.css';
import { BROADEST, NARROWEST } from './tableLayout.ts';
import { useTableWords } from './tableWords.ts';

interface ColumnEdgeProps {
  title: string;
  /** Pixels that the column was given; undefined while it follows what it holds. */
  width: number | undefined;
  /** Without a width the column follows what it holds again. */
  onWidth(width: number | undefined): void;
}

/** Pixels that an arrow key moves the edge by, and with Shift. */
const STEP = 16;
const LONG_STEP = 64;

/** The edge of a column that makes it narrower or wider: by dragging, or by the arrow keys; a double click resets it. */
export function ColumnEdge({ title, width, onWidth }: ColumnEdgeProps) {
  const words = useTableWords();
  const edge = useRef<HTMLDivElement>(null);
  const grip = useRef<{ x: number; width: number }>(undefined);
  const shown = () =>
    Math.round(edge.current?.closest('[role=columnheader]')?.getBoundingClientRect().width ?? NARROWEST);
  const onPointerDown = (event: PointerEvent) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { x: event.clientX, width: shown() };
  };
  const onPointerMove = ({ clientX }: PointerEvent) => {
    if (grip.current) onWidth(grip.current.width + clientX - grip.current.x);
  };
  const release = () => {
    grip.current = undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.shiftKey ? LONG_STEP : STEP;
    if (event.key === 'ArrowLeft') onWidth(shown() - by);
    else if (event.key === 'ArrowRight') onWidth(shown() + by);
    else if (event.key === 'Home') onWidth(undefined);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved
    <div
      ref={edge}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={words('width', { column: title })}
      aria-description={words('widthKeys')}
      aria-valuemin={NARROWEST}
      aria-valuemax={BROADEST}
      aria-valuenow={width ?? NARROWEST}
      aria-valuetext={width === undefined ? words('widthAuto') : words('widthOf', { width })}
      title={words('widthHint')}
      className={classes.edge}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={release}
      onPointerCancel={release}
      onDoubleClick={() => onWidth(undefined)}
      onKeyDown={onKeyDown}
    />
  );
}
