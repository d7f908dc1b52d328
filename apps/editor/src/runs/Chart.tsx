import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import { useFormats } from '../i18n/format.ts';
import { CHART_FONT, type ChartColors, type ChartSeries, chartOptions } from './chartOptions.ts';
import { type Annotations, drawAnnotations } from './charts/annotations.ts';
import { type ChartGestures, listenToPointer, takeSelection } from './charts/gestures.ts';
import type { StepRange } from './charts/zoom.ts';

export interface ChartProps extends Partial<Annotations> {
  x: readonly number[];
  xTitle: string;
  series: readonly ChartSeries[];
  /** One sentence for those who do not see the chart. */
  summary: string;
  logarithmic?: boolean;
  height?: number;
  /** Charts with the same key move their cursors together. */
  syncKey?: string;
  /** The part that is shown; all of it without one. It stays while points come. */
  range?: StepRange;
  onRange?: ChartGestures['onRange'];
  onPick?: ChartGestures['onPick'];
  /** Draw lines over steps that a series does not have, as curves of different runs need it. */
  joins?: boolean;
  /** The index under the pointer; null when it has left. */
  onHover?(index: number | null): void;
}

function readColors(series: readonly ChartSeries[]): ChartColors {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(name).trim();
  return {
    axis: color('--heed-quiet'),
    grid: color('--heed-line'),
    warn: color('--heed-warn'),
    series: series.map((one) => color(one.color)),
  };
}

/** On a logarithmic scale only values above zero have a place. */
function toData({ x, series, logarithmic }: ChartProps): UPlot.AlignedData {
  const drawable = (value: number | null) =>
    value !== null && Number.isFinite(value) && (!logarithmic || value > 0);
  return [[...x], ...series.map(({ values }) => values.map((value) => (drawable(value) ? value : null)))];
}

function wholeRange(x: readonly number[]): StepRange | undefined {
  const [first, last] = [x[0], x.at(-1)];
  return first === undefined || last === undefined ? undefined : [first, last];
}

/** Gives a chart its points without moving what somebody looks at. */
function fill(plot: UPlot, props: ChartProps): void {
  const isKept = props.range !== undefined && props.x.length > 1;
  plot.setData(toData(props), !isKept);
  if (isKept && props.range) plot.setScale('x', { min: props.range[0], max: props.range[1] });
}

/** Curves over a shared x axis, drawn by uPlot; it grows with its place and follows the color theme. */
export default function Chart(props: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(null);
  const latest = useRef(props);
  latest.current = props;
  const scheme = useComputedColorScheme('light');
  const { number } = useFormats();
  const { height = 160, logarithmic = false, syncKey, xTitle, joins = false } = props;
  const look = props.series.map(({ title, color, faint }) => `${title}|${color}|${faint}`).join('\n');
  /** With an owner several charts zoom together, and keep it while they grow. */
  const owned = props.onRange !== undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `look` and `scheme` stand for the series and the colors read here
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const { series, onPick } = latest.current;
    const width = element.clientWidth;
    const colors = readColors(series);
    const gestures: ChartGestures = {
      whole: () => wholeRange(latest.current.x),
      onRange: owned ? (range) => latest.current.onRange?.(range) : undefined,
      onPick: onPick && ((index) => latest.current.onPick?.(index)),
    };
    const options = chartOptions({
      ...{ series, width, height, logarithmic, syncKey, xTitle, number, colors, owned, joins },
      wholeSteps: latest.current.x.every(Number.isInteger),
      onHover: (index) => latest.current.onHover?.(index),
      onSelect: (chart) => takeSelection(chart, gestures),
      onDrawn: (chart) => {
        const { lines = [], marks = [] } = latest.current;
        drawAnnotations(chart, { lines, marks }, colors.warn, CHART_FONT);
      },
    });
    const chart = new UPlot(options, toData(latest.current), element);
    fill(chart, latest.current);
    plot.current = chart;
    const unlisten = listenToPointer(chart, gestures);
    const observer = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      unlisten();
      chart.destroy();
      plot.current = null;
    };
  }, [look, scheme, height, logarithmic, syncKey, xTitle, number, owned, joins]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: reads the latest props when the data or what is shown changes
  useEffect(() => {
    if (plot.current) fill(plot.current, latest.current);
  }, [props.x, props.series, props.range, props.lines, props.marks]);

  return <div ref={place} role="img" aria-label={props.summary} style={{ minHeight: height }} />;
}
