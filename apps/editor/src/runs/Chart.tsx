import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import { useFormats } from '../i18n/format.ts';
import { type ChartColors, chartOptions } from './chartOptions.ts';

export interface ChartSeries {
  title: string;
  values: readonly number[];
  /** A CSS variable's name, e.g. `--port-prompts`. */
  color: string;
  /** Drawn thin and pale, as the raw values behind a smoothed line. */
  faint?: boolean;
}

export interface ChartProps {
  x: readonly number[];
  xTitle: string;
  series: readonly ChartSeries[];
  /** One sentence for those who do not see the chart. */
  summary: string;
  logarithmic?: boolean;
  height?: number;
  /** Charts with the same key move their cursors together. */
  syncKey?: string;
  /** The index under the pointer; null when it has left. */
  onHover?(index: number | null): void;
}

function readColors(series: readonly ChartSeries[]): ChartColors {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(name).trim();
  return {
    axis: color('--heed-quiet'),
    grid: color('--heed-line'),
    series: series.map((one) => color(one.color)),
  };
}

/** On a logarithmic scale only values above zero have a place. */
function toData({ x, series, logarithmic }: ChartProps): UPlot.AlignedData {
  const drawable = (value: number) => Number.isFinite(value) && (!logarithmic || value > 0);
  return [[...x], ...series.map(({ values }) => values.map((value) => (drawable(value) ? value : null)))];
}

/** Curves over a shared x axis, drawn by uPlot; it grows with its place and follows the color theme. */
export default function Chart(props: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(null);
  const latest = useRef(props);
  latest.current = props;
  const scheme = useComputedColorScheme('light');
  const { number } = useFormats();
  const { height = 160, logarithmic = false, syncKey, xTitle } = props;
  const look = props.series.map(({ title, color, faint }) => `${title}|${color}|${faint}`).join('\n');

  // biome-ignore lint/correctness/useExhaustiveDependencies: `look` and `scheme` stand for the series and the colors read here
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const { series } = latest.current;
    const width = element.clientWidth;
    const options = chartOptions({
      ...{ series, width, height, logarithmic, syncKey, xTitle, number },
      colors: readColors(series),
      wholeSteps: latest.current.x.every(Number.isInteger),
      onHover: (index) => latest.current.onHover?.(index),
    });
    const chart = new UPlot(options, toData(latest.current), element);
    plot.current = chart;
    const observer = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.destroy();
      plot.current = null;
    };
  }, [look, scheme, height, logarithmic, syncKey, xTitle, number]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: reads the latest props when the data changes
  useEffect(() => {
    plot.current?.setData(toData(latest.current));
  }, [props.x, props.series]);

  return <div ref={place} role="img" aria-label={props.summary} style={{ minHeight: height }} />;
}
