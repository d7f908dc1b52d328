import { Button, Loader, Switch } from '@mantine/core';
import { IconTable, IconZoomReset } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormats } from '../i18n/format.ts';
import type { NotedAnnotations } from './charts/annotations.ts';
import { MetricToggles, Smoothing, startingMetrics } from './charts/ChartSettings.tsx';
import chartClasses from './charts/Charts.module.css';
import { CompareRuns, RunLegend, useCompared } from './charts/CompareRuns.tsx';
import { useSaveTable } from './charts/SaveMenu.tsx';
import { useFinerCurves } from './charts/useFinerCurves.ts';
import { type OtherRun, useOtherCurves } from './charts/useOtherCurves.ts';
import { useChartWords } from './charts/words.ts';
import type { StepRange } from './charts/zoom.ts';
import type { Curves } from './curves.ts';
import { type ChartView, MetricCard } from './MetricCard.tsx';
import { metricsOf } from './nodeNames.ts';
import classes from './Runs.module.css';
import { seriesColor } from './seriesColors.ts';
import { useRunWords } from './text.ts';

/** Runs laid over the one shown, and how to choose others. */
export interface Comparing {
  graph: string;
  runs: readonly string[];
  onChange(runs: string[]): void;
}

export interface CurvesPanelProps {
  /** The run and the node; the cursors of its charts move together. */
  source: { run: string; node: string };
  kind: string;
  curves: Curves;
  comparing: Comparing;
  /** Limits and marks to draw over a metric's chart, and what to say beside it. */
  annotations(metric: string): NotedAnnotations;
  /** Opens what lies behind a step. */
  onPick?(step: number): void;
}

/** All curves of a node, each explained, with toggles, logarithmic scale, smoothing, a closer look and other runs. */
export function CurvesPanel(props: CurvesPanelProps) {
  const { source, kind, comparing, onPick } = props;
  const metrics = metricsOf(kind, props.curves);
  const [chosen, setChosen] = useState<string[]>();
  const [logarithmic, setLogarithmic] = useState(false);
  const [smoothing, setSmoothing] = useState(0);
  const [range, setRange] = useState<StepRange>();
  const words = useRunWords();
  const chartWords = useChartWords();
  const shown = chosen ?? startingMetrics(metrics);
  const { curves, isLoading } = useFinerCurves(source, props.curves, range);
  const others = useCompared(comparing.graph, source.run, comparing.runs);
  const otherCurve = useOtherCurves(source.node, shown, others);
  const view: ChartView = { logarithmic, smoothing, range, onRange: setRange, onPick };
  return (
    <>
      <MetricToggles metrics={metrics} shown={shown} onChange={setChosen} />
      <div className={chartClasses.bar}>
        <Switch
          size="sm"
          label={words('logScale')}
          checked={logarithmic}
          onChange={(event) => setLogarithmic(event.currentTarget.checked)}
        />
        <Smoothing value={smoothing} onChange={setSmoothing} />
        <Shown
          range={range}
          isLoading={isLoading}
          hint={chartWords(onPick ? 'pickHint' : 'zoomHint')}
          onReset={() => setRange(undefined)}
        />
        <div className={chartClasses.end}>
          <CompareRuns
            graph={comparing.graph}
            run={source.run}
            chosen={comparing.runs}
            onChange={comparing.onChange}
          />
          <SaveAll source={source} names={shown} />
        </div>
      </div>
      <RunLegend
        others={others}
        onRemove={(run) => comparing.onChange(comparing.runs.filter((one) => one !== run))}
      />
      <div className={classes.metrics}>
        {metrics.map(
          (metric, index) =>
            shown.includes(metric.name) && (
              <MetricCard
                key={metric.name}
                source={source}
                metric={metric}
                curve={curves[metric.name] ?? { steps: [], values: [] }}
                others={laidOver(others, (run) => otherCurve(run, metric.name))}
                color={seriesColor(others.length > 0 ? 0 : index)}
                view={view}
                annotations={props.annotations(metric.name)}
              />
            ),
        )}
      </div>
    </>
  );
}

function laidOver(others: readonly OtherRun[], curveOf: (run: string) => Curves[string] | undefined) {
  return others.flatMap(({ run, label, color }) => {
    const curve = curveOf(run);
    return curve ? [{ label, color, curve }] : [];
  });
}

interface ShownProps {
  range: StepRange | undefined;
  /** What can be done with a curve. */
  hint: string;
  isLoading: boolean;
  onReset(): void;
}

/** Which steps the charts show, and the way back to all; before that, how to look closely. */
function Shown({ range, hint, isLoading, onReset }: ShownProps) {
  const words = useChartWords();
  const { number } = useFormats();
  if (!range) return <span className={`${chartClasses.view} ${classes.quiet}`}>{hint}</span>;
  return (
    <span className={chartClasses.view}>
      <span role="status">{words('shownSteps', { from: number(range[0]), to: number(range[1]) })}</span>
      {isLoading && <Loader size={14} aria-label={words('closeLook')} />}
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconZoomReset size={15} aria-hidden="true" />}
        onClick={onReset}
      >
        {words('wholeRange')}
      </Button>
    </span>
  );
}

function SaveAll({ source, names }: { source: CurvesPanelProps['source']; names: readonly string[] }) {
  const words = useChartWords();
  const runWords = useRunWords();
  const save = useSaveTable(source);
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconTable size={15} aria-hidden="true" />}
      onClick={() => void save(names, runWords('curves'))}
    >
      {words('saveAll')}
    </Button>
  );
}
