import { type PointerEvent, useMemo, useState } from 'react';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { seriesColor } from '../runs/seriesColors.ts';
import { Legend } from './Legend.tsx';
import classes from './Outputs.module.css';
import { PlotAxes, type PlotBox } from './PlotAxes.tsx';
import plotsClasses from './Plots.module.css';
import { correlation, nearestPoint, type PointAt, type ScatterBlock, scaleOf } from './scatterPoints.ts';
import { useOutputWords } from './text.ts';

const WIDTH = 560;
const HEIGHT = 420;
const BOX: PlotBox = { left: 60, right: WIDTH - 16, top: 12, bottom: HEIGHT - 44 };
/** How far from a point, in units of the picture, the pointer still means it. */
const REACH = 14;
/** Points that the table of numbers lists. */
const MOST_LISTED = 200;

/** Two numbers of each thing against each other; the point under the pointer is told in words below. */
export function Scatter({ block }: { block: ScatterBlock }) {
  const words = useOutputWords();
  const text = useText();
  const { number } = useFormats();
  const [hovered, setHovered] = useState<PointAt>();
  const { x, y, at } = useMemo(() => placesOf(block), [block]);
  const count = block.series.reduce((sum, series) => sum + series.x.length, 0);
  const strength = useMemo(() => correlation(block), [block]);
  const summary = words(strength === undefined ? 'scatterSummary' : 'scatterCorrelation', {
    count: number(count),
    x: text(block.x.title),
    y: text(block.y.title),
    correlation: number(strength ?? 0),
  });
  const find = (event: PointerEvent<SVGSVGElement>) => {
    const frame = event.currentTarget.getBoundingClientRect();
    const scale = WIDTH / frame.width;
    const place = { x: (event.clientX - frame.left) * scale, y: (event.clientY - frame.top) * scale };
    setHovered(nearestPoint(block, place, at, REACH));
  };
  const spot = hovered && pointOf(block, hovered);
  return (
    <figure className={plotsClasses.plot}>
      {block.series.length > 1 && (
        <Legend
          items={block.series.map(({ title }, index) => ({ title: text(title), color: seriesColor(index) }))}
        />
      )}
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={summary}
        className={plotsClasses.scatter}
        onPointerMove={find}
        onPointerLeave={() => setHovered(undefined)}
      >
        <PlotAxes box={BOX} x={x} y={y} xTitle={text(block.x.title)} yTitle={text(block.y.title)} />
        {block.diagonal && <Diagonal low={Math.max(x.low, y.low)} high={Math.min(x.high, y.high)} at={at} />}
        {block.series.map((series, index) => (
          <path
            key={series.name}
            d={series.x.map((value, one) => dot(at(value, series.y[one] ?? 0))).join('')}
            className={plotsClasses.dots}
            stroke={`var(${seriesColor(index)})`}
          />
        ))}
        {spot && (
          <circle cx={at(spot.x, spot.y).x} cy={at(spot.x, spot.y).y} r={7} className={plotsClasses.spot} />
        )}
      </svg>
      <figcaption className={classes.quiet}>
        {spot
          ? [
              spot.label,
              `${text(block.x.title)} ${number(spot.x)}`,
              `${text(block.y.title)} ${number(spot.y)}`,
            ]
              .filter(Boolean)
              .join(' · ')
          : summary}
      </figcaption>
      <Numbers block={block} />
    </figure>
  );
}

/** A line of no length: its round ends are the dot, and thousands of them are one element. */
function dot({ x, y }: { x: number; y: number }): string {
  return `M${x.toFixed(1)} ${y.toFixed(1)}h0`;
}

function placesOf(block: ScatterBlock) {
  const x = scaleOf(block.series.flatMap((series) => series.x));
  const y = scaleOf(block.series.flatMap((series) => series.y));
  const at = (valueX: number, valueY: number) => ({
    x: BOX.left + ((valueX - x.low) / (x.high - x.low)) * (BOX.right - BOX.left),
    y: BOX.bottom - ((valueY - y.low) / (y.high - y.low)) * (BOX.bottom - BOX.top),
  });
  return { x, y, at };
}

function pointOf({ series }: ScatterBlock, { series: number, index }: PointAt) {
  const found = series[number];
  const [x, y] = [found?.x[index], found?.y[index]];
  return x === undefined || y === undefined ? undefined : { x, y, label: found?.labels?.[index] };
}

interface DiagonalProps {
  low: number;
  high: number;
  at(x: number, y: number): { x: number; y: number };
}

/** Where both numbers are equal, as far as both scales hold it. */
function Diagonal({ low, high, at }: DiagonalProps) {
  if (low >= high) return null;
  const [from, to] = [at(low, low), at(high, high)];
  return <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} className={plotsClasses.diagonal} />;
}

function Numbers({ block }: { block: ScatterBlock }) {
  const words = useOutputWords();
  const text = useText();
  const { number } = useFormats();
  const points = block.series
    .flatMap((series) =>
      series.x.map((x, index) => ({
        series,
        index,
        x,
        y: series.y[index] ?? 0,
        label: series.labels?.[index],
      })),
    )
    .slice(0, MOST_LISTED);
  return (
    <details className={classes.scroll}>
      <summary>{words('showNumbers')}</summary>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{words('point')}</th>
            <th scope="col" className={classes.numeric}>
              {text(block.x.title)}
            </th>
            <th scope="col" className={classes.numeric}>
              {text(block.y.title)}
            </th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ series, index, x, y, label }) => (
            <tr key={`${series.name} ${index}`}>
              <th scope="row">{label ?? `${text(series.title)} ${index + 1}`}</th>
              <td className={classes.numeric}>{number(x)}</td>
              <td className={classes.numeric}>{number(y)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
