import { VisuallyHidden } from '@mantine/core';
import { skipToken, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { trpc } from '../api/client.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { useMarks } from '../i18n/marks.ts';
import { Legend } from '../outputs/Legend.tsx';
import { alignCurves } from '../runs/charts/align.ts';
import type { Curve } from '../runs/curves.ts';
import { nodeTitle, specOf } from '../runs/nodeNames.ts';
import { useCurveSummary } from '../runs/Sparkline.tsx';
import type { NodeRunView, RunView } from '../runs/view.ts';
import classes from './Compare.module.css';
import { nodesThatDiffer } from './results.ts';
import { sideColor } from './sides.ts';
import { useCompareWords } from './words.ts';

const Chart = lazy(() => import('../runs/Chart.tsx'));

const CHART_HEIGHT = 180;

interface Both {
  before: RunView;
  after: RunView;
}

/** Curves of both runs over each other, of the nodes whose work differs. */
export function ComparedCurves({ before, after }: Both) {
  const words = useCompareWords();
  const nodes = nodesThatDiffer(before.nodes, after.nodes).filter(({ kind }) => liveMetrics(kind).length > 0);
  if (nodes.length === 0) {
    const draws = after.nodes.some(
      ({ node, kind }) => liveMetrics(kind).length > 0 && before.nodes.some((one) => one.node === node),
    );
    return <p className={classes.quiet}>{words(draws ? 'sameCurves' : 'noCurves')}</p>;
  }
  return (
    <>
      <Legend
        items={[
          { title: words('firstRun'), color: sideColor('first') },
          { title: words('secondRun'), color: sideColor('second') },
        ]}
      />
      {nodes.map((node) => (
        <NodeCurves key={node.node} before={before} after={after} node={node} />
      ))}
    </>
  );
}

function liveMetrics(kind: string): string[] {
  const metrics = Object.entries(specOf(kind)?.metrics ?? {});
  return metrics.filter(([, { live }]) => live).map(([name]) => name);
}

function NodeCurves({ before, after, node: { node, kind } }: Both & { node: NodeRunView }) {
  const text = useText();
  const names = liveMetrics(kind);
  const wanted = [before.id, after.id].flatMap((run) => names.map((name) => ({ run, node, name })));
  const curves = useQuery(trpc.runs.curves.queryOptions(wanted.length > 0 ? { curves: wanted } : skipToken));
  if (curves.isLoadingError) return <Failure error={curves.error} onRetry={() => void curves.refetch()} />;
  if (!curves.data) return <Loading />;
  const curveOf = (run: string, name: string) =>
    curves.data.curves.find((one) => one.run === run && one.name === name) ?? { steps: [], values: [] };
  return (
    <section aria-label={nodeTitle(after.graph, node, kind, text)}>
      <h3 className={classes.nodeHeading}>{nodeTitle(after.graph, node, kind, text)}</h3>
      <div className={classes.charts}>
        {names.map((name) => (
          <TwoCurves
            key={name}
            title={titleOf(kind, name, text)}
            node={node}
            first={curveOf(before.id, name)}
            second={curveOf(after.id, name)}
          />
        ))}
      </div>
    </section>
  );
}

function titleOf(kind: string, metric: string, text: ReturnType<typeof useText>): string {
  const spec = specOf(kind)?.metrics[metric];
  return spec ? text(spec.title) : metric;
}

interface TwoCurvesProps {
  title: string;
  node: string;
  first: Curve;
  second: Curve;
}

function TwoCurves({ title, node, first, second }: TwoCurvesProps) {
  const words = useCompareWords();
  const { listed } = useMarks();
  const summary = useCurveSummary();
  const [hovered, setHovered] = useState<number | null>(null);
  const { steps, columns } = useMemo(() => alignCurves([first, second]), [first, second]);
  const names = [words('firstRun'), words('secondRun')] as const;
  const series = useMemo(
    () => [
      { title: names[0], values: columns[0] ?? [], color: sideColor('first') },
      { title: names[1], values: columns[1] ?? [], color: sideColor('second') },
    ],
    [columns, names[0], names[1]],
  );
  if (steps.length === 0) return null;
  return (
    <figure className={classes.chart}>
      <figcaption>
        {title}
        <Values first={first} second={second} step={hovered === null ? undefined : steps[hovered]} />
      </figcaption>
      <Suspense fallback={<div style={{ height: CHART_HEIGHT }} />}>
        <Chart
          x={steps}
          xTitle={title}
          series={series}
          summary={[summary(listed(title, names[0]), first), summary(listed(title, names[1]), second)].join(
            ' ',
          )}
          height={CHART_HEIGHT}
          syncKey={`compare ${node}`}
          onHover={setHovered}
          joins
        />
      </Suspense>
    </figure>
  );
}

/** The values of both runs at the step under the pointer, else their last ones. */
function Values({ first, second, step }: { first: Curve; second: Curve; step: number | undefined }) {
  const words = useCompareWords();
  const { number } = useFormats();
  const valueAt = ({ steps, values }: Curve) =>
    step === undefined ? values.at(-1) : values[steps.indexOf(step)];
  const shown = [
    ['first', valueAt(first)],
    ['second', valueAt(second)],
  ] as const;
  return (
    <span className={classes.values}>
      {shown.map(([side, value]) => (
        <span key={side}>
          <i style={{ background: `var(${sideColor(side)})` }} aria-hidden="true" />
          <VisuallyHidden>{words(side === 'first' ? 'firstRun' : 'secondRun')} </VisuallyHidden>
          {value === undefined ? '–' : number(value)}
        </span>
      ))}
      <span className={classes.quietText}>
        {step === undefined ? words('last') : words('atStep', { step: number(step) })}
      </span>
    </span>
  );
}
