import type { ReportBlock } from '@heed/schema';
import { useFormats } from '../i18n/format.ts';
import classes from './Outputs.module.css';
import { PlotAxes, type PlotBox } from './PlotAxes.tsx';
import plotsClasses from './Plots.module.css';
import type { Scale } from './scatterPoints.ts';
import { useOutputWords } from './text.ts';

type CalibrationBlock = Extract<ReportBlock, { type: 'calibration' }>;
type Bin = CalibrationBlock['bins'][number];

const SIDE = 420;
const BOX: PlotBox = { left: 60, right: SIDE - 16, top: 12, bottom: SIDE - 44 };
const SHARES: Scale = { low: 0, high: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] };
/** Radius of the dot that stands for the most, and of one that stands for hardly any. */
const LARGEST = 12;
const SMALLEST = 3;

function across(share: number): number {
  return BOX.left + share * (BOX.right - BOX.left);
}

function up(share: number): number {
  return BOX.bottom - share * (BOX.bottom - BOX.top);
}

/** Predicted against observed frequency: on the diagonal the predictions are right; larger dots stand for more. */
export function Calibration({ block: { bins } }: { block: CalibrationBlock }) {
  const words = useOutputWords();
  const { number, percent } = useFormats();
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  const gap = bins.reduce((sum, bin) => sum + bin.count * Math.abs(bin.observed - bin.predicted), 0);
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const radius = ({ count }: Bin) => Math.max(SMALLEST, LARGEST * Math.sqrt(count / most));
  const summary = words('calibrationSummary', {
    count: number(total),
    gap: percent(total > 0 ? gap / total : 0),
  });
  const sentence = ({ predicted, observed, count }: Bin) =>
    words('calibrationBin', {
      ...{ predicted: percent(predicted), observed: percent(observed), count: number(count) },
    });
  return (
    <figure className={plotsClasses.plot}>
      <svg
        viewBox={`0 0 ${SIDE} ${SIDE}`}
        role="img"
        aria-label={summary}
        className={plotsClasses.calibration}
      >
        <PlotAxes box={BOX} x={SHARES} y={SHARES} xTitle={words('predicted')} yTitle={words('observed')} />
        <line x1={across(0)} y1={up(0)} x2={across(1)} y2={up(1)} className={plotsClasses.diagonal} />
        <polyline
          points={bins.map(({ predicted, observed }) => `${across(predicted)},${up(observed)}`).join(' ')}
          className={plotsClasses.line}
        />
        {bins.map((bin) => (
          <g key={bin.predicted}>
            <title>{sentence(bin)}</title>
            {bin.low !== undefined && bin.high !== undefined && (
              <line
                x1={across(bin.predicted)}
                x2={across(bin.predicted)}
                y1={up(bin.low)}
                y2={up(bin.high)}
                className={plotsClasses.line}
              />
            )}
            <circle
              cx={across(bin.predicted)}
              cy={up(bin.observed)}
              r={radius(bin)}
              className={plotsClasses.bin}
            />
          </g>
        ))}
      </svg>
      <figcaption className={classes.quiet}>{summary}</figcaption>
      <details>
        <summary>{words('showNumbers')}</summary>
        <table className={classes.table}>
          <thead>
            <tr>
              {(['predicted', 'observed', 'count'] as const).map((name) => (
                <th key={name} scope="col" className={classes.numeric}>
                  {words(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bins.map(({ predicted, observed, count }) => (
              <tr key={predicted}>
                <td className={classes.numeric}>{number(predicted)}</td>
                <td className={classes.numeric}>{number(observed)}</td>
                <td className={classes.numeric}>{number(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
