import type { PortType } from '@heed/schema';
import type { ReactElement } from 'react';

type Shape = 'circle' | 'diamond' | 'square' | 'hexagon' | 'bar';

const shapes: Record<PortType, Shape> = {
  prompts: 'circle',
  demonstrations: 'circle',
  completions: 'circle',
  judgements: 'diamond',
  preferences: 'diamond',
  rankings: 'diamond',
  ratings: 'diamond',
  'language-model': 'square',
  'reward-model': 'square',
  'reward-function': 'hexagon',
  judge: 'hexagon',
  metrics: 'bar',
  report: 'bar',
};

const outlines: Record<Shape, ReactElement> = {
  circle: <circle cx="7" cy="7" r="5" />,
  diamond: <path d="M7 1 13 7 7 13 1 7Z" />,
  square: <rect x="2" y="2" width="10" height="10" rx="1.5" />,
  hexagon: <path d="M4 1.8h6L13 7l-3 5.2H4L1 7Z" />,
  bar: <rect x="4" y="1" width="6" height="12" rx="2" />,
};

/** The CSS color of a port type. */
export function portColor(type: PortType): string {
  return `var(--port-${type})`;
}

/** The mark of a port type: data, feedback, models, functions and reports differ in shape as well as color. */
export function PortGlyph({ type, size = 14, hollow }: { type: PortType; size?: number; hollow?: boolean }) {
  const color = portColor(type);
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 14 14"
      aria-hidden="true"
      fill={hollow ? 'var(--heed-surface)' : color}
      stroke={color}
      strokeWidth={1.75}
      strokeLinejoin="round"
    >
      {outlines[shapes[type]]}
    </svg>
  );
}
