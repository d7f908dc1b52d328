import { useEffect, useRef, useState } from 'react';
import type { Waveform } from './decode.ts';
import classes from './Media.module.css';

interface WaveformViewProps {
  /** Absent while it is measured, and where it cannot be. */
  columns: Waveform['columns'] | undefined;
  /** How far it has played, from 0 to 1. */
  share: number;
  isHeard: boolean;
  /** Shares that were heard, marked below. */
  played: readonly (readonly [number, number])[];
}

/** A bar and a gap, in pixels. */
const BAR = 3;
const MARK = 3;

/** Draws a sound in the colors of the theme: what has played darker than the rest. */
export function WaveformView({ columns, share, isHeard, played }: WaveformViewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(canvas);
  useEffect(() => {
    const element = canvas.current;
    const pen = element?.getContext('2d');
    if (!element || !pen || size.width === 0) return;
    const ratio = window.devicePixelRatio || 1;
    [element.width, element.height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
    pen.scale(ratio, ratio);
    const style = getComputedStyle(element);
    const [past, future] = [style.getPropertyValue('--past'), style.getPropertyValue('--future')];
    const middle = size.height / 2;
    const bars = Math.floor(size.width / BAR);
    for (let bar = 0; bar < bars; bar++) {
      const [least, largest] = extremes(columns, bar / bars, (bar + 1) / bars);
      pen.fillStyle = isHeard && bar / bars < share ? past : future;
      const [top, bottom] = [
        middle - Math.max(0.01, largest) * middle,
        middle - Math.min(-0.01, least) * middle,
      ];
      pen.fillRect(bar * BAR, top, BAR - 1, Math.max(1, bottom - top));
    }
    pen.fillStyle = past;
    for (const [from, until] of played)
      pen.fillRect(from * size.width, size.height - MARK, (until - from) * size.width, MARK);
    if (share > 0) pen.fillRect(share * size.width - 1, 0, 2, size.height);
  }, [columns, share, isHeard, played, size]);
  return <canvas ref={canvas} className={classes.canvas} />;
}

function extremes(
  columns: Waveform['columns'] | undefined,
  from: number,
  until: number,
): readonly [number, number] {
  if (!columns) return [0, 0];
  const some = columns.slice(
    Math.floor(from * columns.length),
    Math.max(1, Math.ceil(until * columns.length)),
  );
  return [Math.min(...some.map(([least]) => least)), Math.max(...some.map(([, largest]) => largest))];
}

/** The size of an element, followed; it is told anew when the theme changes, so that its colors are drawn anew. */
function useSize(element: React.RefObject<HTMLElement | null>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    if (!element.current) return;
    const read = () => {
      const { clientWidth: width = 0, clientHeight: height = 0 } = element.current ?? {};
      setSize({ width, height });
    };
    const resized = new ResizeObserver(read);
    resized.observe(element.current);
    const themed = new MutationObserver(read);
    themed.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
    return () => {
      resized.disconnect();
      themed.disconnect();
    };
  }, [element]);
  return size;
}
