import { Progress } from '@mantine/core';
import { Link } from 'wouter';
import { useFormats } from '../../i18n/format.ts';
import { useText } from '../../i18n/language.ts';
import { usePartWords } from '../controls/usePartWords.ts';
import { specOf } from '../nodeNames.ts';
import { RunDuration } from '../RunSummaryLine.tsx';
import { StateMark } from '../StateMark.tsx';
import type { QueuedRun } from '../view.ts';
import classes from './Queue.module.css';
import { useQueueWords } from './words.ts';

/** One run: where it stands, what it is doing now, and where it leads. */
export function QueueRow({ run }: { run: QueuedRun }) {
  const words = useQueueWords();
  const text = useText();
  const { ago, time } = useFormats();
  const { part, pause } = usePartWords();
  const waits = run.state === 'running' && run.now.length === 0 && words('waitsForSlot');
  const notes = [run.error ? '' : pause(run), part(run), place(words, run), waits].filter(Boolean);
  return (
    <article className={classes.row}>
      <div className={classes.main}>
        <StateMark of="run" state={run.state} />
        <Link href={`/runs/${run.id}`} className={classes.name}>
          {run.graphName}
        </Link>
        <span className={classes.facts}>
          <span>{words('nodes', run.nodes)}</span>
          <time dateTime={new Date(run.createdAt).toISOString()} title={time(run.createdAt)}>
            {words('asked', { ago: ago(run.createdAt) })}
          </time>
          <span>{run.startedAt === undefined ? words('notStarted') : <RunDuration run={run} />}</span>
        </span>
      </div>
      {notes.length > 0 && <p className={classes.note}>{notes.join(' · ')}</p>}
      {run.error && (
        <p className={classes.error} data-paused={run.state === 'paused' || undefined}>
          {text(run.error)}
        </p>
      )}
      {run.now.length > 0 && run.state !== 'failed' && (
        <ul className={classes.now}>
          {run.now.map((node) => (
            <li key={node.node}>
              <NodeNow run={run.id} node={node} />
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

function place(words: ReturnType<typeof useQueueWords>, { ahead }: QueuedRun): string {
  if (ahead === undefined || ahead < 0) return '';
  return ahead === 0 ? words('next') : words('ahead', { count: ahead });
}

/** One node that is under way or waits for people. */
function NodeNow({ run, node }: { run: string; node: QueuedRun['now'][number] }) {
  const words = useQueueWords();
  const text = useText();
  const { percent, duration } = useFormats();
  const spec = specOf(node.kind);
  const title = node.label ?? (spec ? text(spec.title) : node.node);
  const { labeling } = node;
  if (node.state === 'waiting_human' && labeling) {
    const { done, total } = labeling;
    return (
      <>
        <span className={classes.node}>{title}</span>
        <Progress
          className={classes.progress}
          color="yellow"
          value={total ? (done / total) * 100 : 0}
          aria-label={words('progress', { name: title })}
        />
        <span className={classes.figure}>{words('judged', { done, total })}</span>
        <Link href={`/label/${run}/${node.node}`} className={classes.judge}>
          {words('judge')}
        </Link>
      </>
    );
  }
  const left = node.secondsLeft;
  return (
    <>
      <Link href={`/runs/${run}?node=${node.node}`} className={classes.node}>
        {title}
      </Link>
      <Progress
        className={classes.progress}
        value={node.fraction * 100}
        aria-label={words('progress', { name: title })}
      />
      <span className={classes.figure}>
        {percent(node.fraction)}
        {left !== undefined && ` · ${words('secondsLeft', { time: duration(left * 1000) })}`}
      </span>
    </>
  );
}
