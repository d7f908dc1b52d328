import { useFormats } from '../i18n/format.ts';
import plotsClasses from './Plots.module.css';
import type { Scale } from './scatterPoints.ts';

/** Where the data is drawn, in the units of the picture. */
export interface PlotBox {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

interface PlotAxesProps {
  box: PlotBox;
  x: Scale;
  y: Scale;
  xTitle: string;
  yTitle: string;
}

/** A quiet grid with its numbers, and what each axis means. */
export function PlotAxes({ box, x, y, xTitle, yTitle }: PlotAxesProps) {
  const { number } = useFormats();
  const { left, right, top, bottom } = box;
  const across = (value: number) => left + ((value - x.low) / (x.high - x.low)) * (right - left);
  const up = (value: number) => bottom - ((value - y.low) / (y.high - y.low)) * (bottom - top);
  return (
    <g className={plotsClasses.axes}>
      {y.ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={right} y1={up(tick)} y2={up(tick)} />
          <text x={left - 6} y={up(tick) + 4} textAnchor="end">
            {number(tick)}
          </text>
        </g>
      ))}
      {x.ticks.map((tick) => (
        <g key={tick}>
          <line x1={across(tick)} x2={across(tick)} y1={top} y2={bottom} />
          <text x={across(tick)} y={bottom + 16} textAnchor="middle">
            {number(tick)}
          </text>
        </g>
      ))}
      <text x={(left + right) / 2} y={bottom + 36} textAnchor="middle">
        {xTitle}
      </text>
      <text transform={`translate(14 ${(top + bottom) / 2}) rotate(-90)`} textAnchor="middle">
        {yTitle}
      </text>
    </g>
  );
}
