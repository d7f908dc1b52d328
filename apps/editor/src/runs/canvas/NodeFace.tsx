import { deviceTitles, type MetricSpec, type NodeSpec, type Problem } from '@heed/schema';
import { Progress } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { faceRows } from '../../canvas/nodeGeometry.ts';
import { useFormats } from '../../i18n/format.ts';
import { useText } from '../../i18n/language.ts';
import { useMarks } from '../../i18n/marks.ts';
import { useDeviceLabel } from '../DeviceNote.tsx';
import { Sparkline } from '../Sparkline.tsx';
import classes from './Face.module.css';
import { type Curve, isWorking, liveCurves, type NodeRunState, shownResults, thinned } from './runState.ts';
import { useCanvasRunWords } from './words.ts';

const NodeWaiting = lazy(() => import('../../quality/NodeWaiting.tsx'));

interface NodeFaceProps {
  spec: NodeSpec;
  run?: NodeRunState;
  problem?: Problem;
}

const CURVE_WIDTH = 64;

/** The lower part of a node: what it does now or did, what is wrong with it, or else what it is for. */
export function NodeFace({ spec, run, problem }: NodeFaceProps) {
  const text = useText();
  if (run?.error) return <Sentence tone={classes.bad}>{text(run.error)}</Sentence>;
  if (run?.state === 'waiting_human')
    return (
      <Suspense fallback={<div className={classes.face} />}>
        <NodeWaiting node={run.node} labeling={run.labeling} />
      </Suspense>
    );
  if (run && isWorking(run)) return <Working spec={spec} run={run} />;
  const fired = run?.stopped?.at(-1);
  if (run?.state === 'queued' && fired) return <Sentence tone={classes.warn}>{text(fired.message)}</Sentence>;
  if (problem) return <Sentence tone={classes.warn}>{text(problem.message)}</Sentence>;
  if (run?.state === 'succeeded') return <Finished spec={spec} run={run} />;
  return <Sentence tone={classes.quiet}>{text(spec.summary)}</Sentence>;
}

function Sentence({ tone, children }: { tone?: string; children: string }) {
  return (
    <div className={classes.face}>
      <div className={`${classes.clamped} ${tone}`} title={children}>
        {children}
      </div>
    </div>
  );
}

interface MetricRowProps {
  metric: MetricSpec;
  value: number;
  curve?: Curve;
}

/** How long a node took that has ended; nothing for one from the cache, or where people took the time. */
function Took({ run: { startedAt, finishedAt, cache, labeling } }: { run: NodeRunState }) {
  const words = useCanvasRunWords();
  const { duration } = useFormats();
  if (startedAt === undefined || finishedAt === undefined || cache?.hit || labeling) return null;
  return (
    <div className={`${classes.row} ${classes.quiet}`}>
      <span>{words('took')}</span>
      <span className={classes.figure}>{duration(finishedAt - startedAt)}</span>
    </div>
  );
}

/** One number with its name and, where there is one, its curve. */
function MetricRow({ metric, value, curve }: MetricRowProps) {
  const text = useText();
  const { named } = useMarks();
  const { figure } = useFormats();
  const title = text(metric.title);
  return (
    <div className={classes.row} title={named(title, text(metric.help))}>
      <span className={`${classes.grow} ${classes.quiet}`}>{title}</span>
      {curve && curve.values.length > 1 && (
        <Sparkline title={title} curve={thinned(curve, CURVE_WIDTH)} width={CURVE_WIDTH} height={16} />
      )}
      <span className={classes.figure}>
        {figure(value, metric.format)}
        {metric.unit && !curve && ` ${text(metric.unit)}`}
      </span>
    </div>
  );
}

/** The last points of the first live curves. */
function LiveRows({ spec, run }: { spec: NodeSpec; run: NodeRunState }) {
  return liveCurves(spec, run)
    .slice(0, faceRows(spec))
    .map(({ name, metric, curve }) => (
      <MetricRow key={name} metric={metric} curve={curve} value={curve.values.at(-1) ?? Number.NaN} />
    ));
}

function Working({ spec, run }: { spec: NodeSpec; run: NodeRunState }) {
  const words = useCanvasRunWords();
  const { percent, duration } = useFormats();
  const text = useText();
  const deviceLabel = useDeviceLabel();
  const message = run.message && text(run.message);
  const left = run.secondsLeft;
  const time = left === undefined ? undefined : words('secondsLeft', { time: duration(left * 1000) });
  return (
    <div className={classes.face}>
      <LiveRows spec={spec} run={run} />
      <Progress value={run.fraction * 100} size={6} aria-label={message ?? run.state} />
      <div className={classes.row} title={time}>
        <span className={`${classes.grow} ${classes.quiet}`}>{message ?? time ?? ''}</span>
        {run.device && (
          <span className={classes.quiet} title={deviceLabel(run.device)}>
            {deviceTitles[run.device.device]}
          </span>
        )}
        <span>
          {percent(run.fraction)}
          {left !== undefined && message && ` · ${duration(left * 1000)}`}
        </span>
      </div>
    </div>
  );
}

function Finished({ spec, run }: { spec: NodeSpec; run: NodeRunState }) {
  const text = useText();
  const results = shownResults(spec, run).slice(0, faceRows(spec));
  if (results.length === 0 && liveCurves(spec, run).length === 0)
    return <Sentence tone={classes.quiet}>{text(spec.summary)}</Sentence>;
  return (
    <div className={classes.face}>
      {results.length === 0 && <LiveRows spec={spec} run={run} />}
      {results.map(({ name, metric, value }) => (
        <MetricRow key={name} metric={metric} value={value} curve={run.curves[name]} />
      ))}
      <Took run={run} />
    </div>
  );
}
