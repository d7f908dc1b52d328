import type { ReactNode } from 'react';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { usePartWords } from './controls/usePartWords.ts';
import type { LiveRun } from './liveRun.ts';
import { nodeName } from './nodeNames.ts';
import classes from './Runs.module.css';
import { StateMark } from './StateMark.tsx';
import { useRunWords } from './text.ts';
import { useNow } from './useNow.ts';
import type { Connection } from './useRunState.ts';
import type { RunSummary } from './view.ts';

/** The run at a glance: state, when it started, how long it took, how many nodes are done. */
export function RunSummaryLine({ live: { run }, connection }: { live: LiveRun; connection: Connection }) {
  const words = useRunWords();
  const { time } = useFormats();
  const text = useText();
  const { part, pause } = usePartWords((node) => nodeName(run.graph, node, text));
  const done = run.nodes.filter(({ state }) => state === 'succeeded').length;
  return (
    <header className={classes.summary}>
      <h1 className={classes.title}>{run.graphName}</h1>
      <dl className={classes.summaryFacts}>
        <Fact title={words('state')}>
          <StateMark of="run" state={run.state} />
          {pause(run) && <span className={classes.pause}>{pause(run)}</span>}
        </Fact>
        {part(run) && <Fact title={words('part')}>{part(run)}</Fact>}
        <Fact title={words('started')}>
          {run.startedAt === undefined ? words('notStarted') : time(run.startedAt)}
        </Fact>
        <Fact title={words('duration')}>
          <RunDuration run={run} />
        </Fact>
        <Fact title={words('nodes')}>{words('nodesDone', { done, total: run.nodes.length })}</Fact>
      </dl>
      <ConnectionMark connection={connection} />
    </header>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** From start to end, or to now while the run goes on. */
export function RunDuration({ run: { startedAt, finishedAt } }: { run: RunSummary }) {
  const { duration } = useFormats();
  const now = useNow(startedAt !== undefined && finishedAt === undefined);
  return <>{startedAt === undefined ? '–' : duration((finishedAt ?? now) - startedAt)}</>;
}

function ConnectionMark({ connection }: { connection: Connection }) {
  const words = useRunWords();
  return (
    <p className={classes.connection} data-connection={connection} role="status">
      {connection !== 'ended' && words(connection)}
    </p>
  );
}
