import type { NodeSpec, Problem } from '@heed/schema';
import { Progress } from '@mantine/core';
import { Link } from 'wouter';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { Sparkline } from '../runs/Sparkline.tsx';
import classes from './PipelineNode.module.css';
import { isWorking, liveCurves, type NodeRunState, shownResults, useCanvasRunId } from './runState.ts';
import { useCanvasWords } from './words.ts';

interface NodeFaceProps {
  spec: NodeSpec;
  run?: NodeRunState;
  problem?: Problem;
}

/** As many live curves as a node's face has room for. */
const MAX_SPARKLINES = 2;

/** The lower part of a node: what it does now or did, what is wrong with it, or else what it is for. */
export function NodeFace({ spec, run, problem }: NodeFaceProps) {
  const text = useText();
  if (run?.error) return <Sentence tone={classes.bad}>{text(run.error)}</Sentence>;
  if (run?.state === 'waiting_human') return <Waiting run={run} />;
  if (run && isWorking(run)) return <Working spec={spec} run={run} />;
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

function Sparklines({ spec, run }: { spec: NodeSpec; run: NodeRunState }) {
  const text = useText();
  const live = liveCurves(spec, run).slice(0, MAX_SPARKLINES);
  if (live.length === 0) return null;
  return (
    <div className={classes.row}>
      {live.map(({ name, metric, curve }) => {
        const title = text(metric.title);
        return (
          <span key={name} title={title}>
            {curve && (
              <Sparkline title={title} curve={curve} width={live.length > 1 ? 66 : 170} height={20} />
            )}
          </span>
        );
      })}
    </div>
  );
}

function Working({ spec, run }: { spec: NodeSpec; run: NodeRunState }) {
  const words = useCanvasWords();
  const { percent, duration } = useFormats();
  const left = run.secondsLeft;
  const time = left === undefined ? undefined : words('secondsLeft', { time: duration(left * 1000) });
  return (
    <div className={classes.face}>
      <Sparklines spec={spec} run={run} />
      <Progress value={run.fraction * 100} size={6} aria-label={run.message ?? run.state} />
      <div className={classes.row} title={time}>
        <span className={classes.quiet}>{run.message ?? time ?? ''}</span>
        <span>{percent(run.fraction)}</span>
      </div>
    </div>
  );
}

function Waiting({ run }: { run: NodeRunState }) {
  const words = useCanvasWords();
  const runId = useCanvasRunId();
  const { done, total } = run.labeling ?? { done: 0, total: 0 };
  return (
    <div className={classes.face}>
      <Progress
        value={total ? (done / total) * 100 : 0}
        size={6}
        color="yellow"
        aria-label={words('label')}
      />
      <div className={classes.row}>
        <span>{words('judged', { done, total })}</span>
        <Link className={`${classes.link} nodrag`} href={`/label/${runId}/${run.node}`}>
          {words('label')}
        </Link>
      </div>
    </div>
  );
}

function Finished({ spec, run }: { spec: NodeSpec; run: NodeRunState }) {
  const text = useText();
  const { number, duration } = useFormats();
  const results = shownResults(spec, run).slice(0, 2);
  const { startedAt, finishedAt } = run;
  const took = startedAt !== undefined && finishedAt !== undefined ? duration(finishedAt - startedAt) : '';
  const curves = <Sparklines spec={spec} run={run} />;
  if (results.length === 0 && Object.keys(run.curves).length === 0)
    return <Sentence tone={classes.quiet}>{text(spec.summary)}</Sentence>;
  return (
    <div className={classes.face}>
      {curves}
      {results.map(({ name, metric, value }, index) => (
        <div key={name} className={classes.row}>
          <span className={classes.quiet}>{text(metric.title)}</span>
          <span>
            {number(value)}
            {index === results.length - 1 && took && !run.cache?.hit ? (
              <span className={classes.quiet}> · {took}</span>
            ) : null}
          </span>
        </div>
      ))}
    </div>
  );
}
