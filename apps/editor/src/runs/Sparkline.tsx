import { useFormats } from '../i18n/format.ts';
import type { Curve } from './curves.ts';
import { sparklinePath } from './sparklinePath.ts';
import { useRunWords } from './text.ts';

interface SparklineProps {
  title: string;
  curve: Curve;
  width?: number;
  height?: number;
  /** A CSS color. */
  color?: string;
}

/** A curve the size of a word. Its text for screen readers tells first, last, lowest and highest value. */
export function Sparkline({
  title,
  curve,
  width = 80,
  height = 22,
  color = 'var(--mantine-primary-color-filled)',
}: SparklineProps) {
  const summary = useCurveSummary();
  const { line, end } = sparklinePath(curve, width, height);
  return (
    <svg
      role="img"
      aria-label={summary(title, curve)}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      style={{ flex: 'none' }}
    >
      <path d={line} fill="none" stroke={color} strokeWidth={1.5} strokeLinejoin="round" />
      {end && <circle cx={end.x} cy={end.y} r={2} fill={color} />}
    </svg>
  );
}

/** `summary(title, curve)`: a curve in one sentence. */
export function useCurveSummary(): (title: string, curve: Curve) => string {
  const words = useRunWords();
  const { number } = useFormats();
  return (name, { values }) => {
    const finite = values.filter(Number.isFinite);
    const [first] = finite;
    if (first === undefined) return words('noPoints', { name });
    const low = finite.reduce((a, b) => Math.min(a, b));
    const high = finite.reduce((a, b) => Math.max(a, b));
    const last = finite.at(-1) ?? first;
    return words('curveSummary', {
      name,
      count: values.length,
      first: number(first),
      last: number(last),
      low: number(low),
      high: number(high),
    });
  };
}
