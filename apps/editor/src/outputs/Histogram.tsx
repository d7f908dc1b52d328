import type { ReportBlock } from '@heed/schema';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { useMarks } from '../i18n/marks.ts';
import { seriesColor } from '../runs/seriesColors.ts';
import { axisTicks, barsOf, edgeTicks, type HistogramBlock, peakBin } from './histogramBars.ts';
import { Legend } from './Legend.tsx';
import classes from './Outputs.module.css';
import plotsClasses from './Plots.module.css';
import { useOutputWords } from './text.ts';

const WIDTH = 640;
const HEIGHT = 220;
/** Room for the axes: left for counts, right for half of the last edge's number, below for bin edges. */
const LEFT = 44;
const RIGHT = 24;
const BELOW = 24;
const ABOVE = 8;

/** Counts per bin as bars, groups side by side, with the same numbers as a table on request. */
export function Histogram({ block }: { block: HistogramBlock }) {
  const words = useOutputWords();
  const text = useText();
  const { named } = useMarks();
  const { number } = useFormats();
  const summary = block.series.map((series) => {
    const peak = peakBin(series.values);
    return words('histogramSummary', {
      title: text(series.title),
      count: number(series.values.reduce((sum, count) => sum + count, 0)),
      low: number(block.bins[peak] ?? 0),
      high: number(block.bins[peak + 1] ?? 0),
    });
  });
  return (
    <figure className={plotsClasses.plot}>
      <Legend
        items={block.series.map(({ title }, index) => ({ title: text(title), color: seriesColor(index) }))}
      />
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={summary.join(' ')}
        className={plotsClasses.svg}
      >
        <Axes block={block} />
        {barsOf(block, {
          x: LEFT,
          y: ABOVE,
          width: WIDTH - LEFT - RIGHT,
          height: HEIGHT - ABOVE - BELOW,
        }).map(({ series, bin, ...bar }) => (
          <rect key={`${series} ${bin}`} {...bar} fill={`var(${seriesColor(series)})`} rx={1}>
            <title>
              {named(
                `${number(block.bins[bin] ?? 0)} – ${number(block.bins[bin + 1] ?? 0)}`,
                number(block.series[series]?.values[bin] ?? 0),
              )}
            </title>
          </rect>
        ))}
      </svg>
      <Numbers block={block} />
    </figure>
  );
}

function Axes({ block }: { block: HistogramBlock }) {
  const { number } = useFormats();
  const ticks = axisTicks(block);
  const top = ticks.at(-1) ?? 1;
  const bottom = HEIGHT - BELOW;
  const y = (count: number) => bottom - (count / top) * (bottom - ABOVE);
  const bins = block.bins.length - 1;
  const x = (edge: number) => LEFT + (edge / Math.max(1, bins)) * (WIDTH - LEFT - RIGHT);
  return (
    <g className={plotsClasses.axes}>
      {ticks.map((count) => (
        <g key={count}>
          <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(count)} y2={y(count)} />
          <text x={LEFT - 6} y={y(count) + 4} textAnchor="end">
            {number(count)}
          </text>
        </g>
      ))}
      {edgeTicks(block.bins).map(({ value, at }) => (
        <text key={at} x={x(at)} y={HEIGHT - 6} textAnchor="middle">
          {number(value)}
        </text>
      ))}
    </g>
  );
}

function Numbers({ block }: { block: Extract<ReportBlock, { type: 'histogram' }> }) {
  const words = useOutputWords();
  const text = useText();
  const { number } = useFormats();
  const bins = block.bins
    .slice(0, -1)
    .map((low, index) => ({ low, high: block.bins[index + 1] ?? low, index }));
  return (
    <details>
      <summary>{words('showNumbers')}</summary>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{words('range')}</th>
            {block.series.map(({ name, title }) => (
              <th key={name} scope="col" className={classes.numeric}>
                {text(title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bins.map(({ low, high, index }) => (
            <tr key={low}>
              <th scope="row">{words('binRange', { low: number(low), high: number(high) })}</th>
              {block.series.map(({ name, values }) => (
                <td key={name} className={classes.numeric}>
                  {number(values[index] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
