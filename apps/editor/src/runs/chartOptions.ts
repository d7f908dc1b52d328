import type UPlot from 'uplot';
import { DRAG_PIXELS } from './charts/gestures.ts';

export interface ChartSeries {
  title: string;
  /** Null where the series has no point. */
  values: readonly (number | null)[];
  /** A CSS variable's name, e.g. `--port-prompts`. */
  color: string;
  /** Drawn thin and pale, as the raw values behind a smoothed line. */
  faint?: boolean;
}

/** Colors as the canvas takes them, already resolved for the theme. */
export interface ChartColors {
  axis: string;
  grid: string;
  warn: string;
  series: string[];
}

interface ChartSetup {
  series: readonly ChartSeries[];
  colors: ChartColors;
  width: number;
  height: number;
  logarithmic: boolean;
  xTitle: string;
  /** Number the x axis in whole steps. */
  wholeSteps: boolean;
  /** Is what is dragged over shown by the owner? Otherwise the chart does it by itself. */
  owned: boolean;
  /** Draw a line over steps that a series does not have. */
  joins: boolean;
  syncKey?: string;
  number(value: number): string;
  onHover(index: number | null): void;
  onSelect(plot: UPlot): void;
  onDrawn(plot: UPlot): void;
}

export const CHART_FONT = '11px ui-sans-serif, system-ui, sans-serif';

/** 1, 2, 5, 10, 20, 50 … up to 5 · 10⁸ */
const WHOLE_STEPS = Array.from({ length: 9 }, (_, power) =>
  [1, 2, 5].map((digit) => digit * 10 ** power),
).flat();

/** uPlot's options for curves over steps: no time axis, no legend of its own, a quiet grid. */
export function chartOptions(setup: ChartSetup): UPlot.Options {
  const { series, colors, width, height, logarithmic, number, syncKey } = setup;
  const axis: UPlot.Axis = {
    stroke: colors.axis,
    font: CHART_FONT,
    grid: { stroke: colors.grid, width: 1 },
    ticks: { show: false },
    values: (_, splits) => splits.map((split) => (split === null ? '' : number(split))),
  };
  return {
    width,
    height,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      points: { size: 7 },
      // a click of an unsteady hand moves too; the listener to clicks knows it from a drag
      drag: { x: true, y: false, setScale: !setup.owned, dist: DRAG_PIXELS, click: () => undefined },
      ...(setup.owned ? { bind: { dblclick: () => () => null } } : {}),
      ...(syncKey ? { sync: { key: syncKey, setSeries: false } } : {}),
    },
    scales: { x: { time: false }, y: { distr: logarithmic ? 3 : 1 } },
    axes: [
      { ...axis, size: 28, space: 60, ...(setup.wholeSteps ? { incrs: WHOLE_STEPS } : {}) },
      { ...axis, size: 52, space: 28 },
    ],
    series: [
      { label: setup.xTitle },
      ...series.map((one, index) => seriesOptions(one, colors.series[index], setup.joins)),
    ],
    hooks: {
      setCursor: [({ cursor }) => setup.onHover(cursor.idx ?? null)],
      setSelect: [setup.onSelect],
      draw: [setup.onDrawn],
    },
  };
}

function seriesOptions(
  { title, faint }: ChartSeries,
  stroke: string | undefined,
  joins: boolean,
): UPlot.Series {
  return {
    label: title,
    stroke,
    alpha: faint ? 0.35 : 1,
    width: faint ? 1 : 1.75,
    points: { show: (plot) => (plot.data[0]?.length ?? 0) < 3 },
    spanGaps: joins,
  };
}
