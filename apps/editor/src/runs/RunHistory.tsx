import { skipToken, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { trpc } from '../api/client.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { useFormats } from '../i18n/format.ts';
import { RunDuration } from './RunSummaryLine.tsx';
import classes from './Runs.module.css';
import { StateMark } from './StateMark.tsx';
import { useRunWords } from './text.ts';
import type { RunSummary } from './view.ts';

interface RunHistoryProps {
  /** Only runs of this pipeline; all runs without it. */
  graph?: string;
  /** False while its place is closed, so that nothing is asked. */
  active?: boolean;
}

/** Past and present runs, newest first, each a link to its page. */
export function RunHistory({ graph, active = true }: RunHistoryProps) {
  const words = useRunWords();
  const list = useQuery(
    trpc.runs.list.queryOptions(active ? { graph } : skipToken, { refetchInterval: 5000 }),
  );
  if (list.error) return <Failure error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return active ? <Loading /> : null;
  if (list.data.length === 0) return <p className={classes.quiet}>{words('noRuns')}</p>;
  return (
    <ul className={classes.history} aria-label={words('history')}>
      {list.data.map((run) => (
        <li key={run.id}>
          <HistoryRow run={run} named={graph === undefined} />
        </li>
      ))}
    </ul>
  );
}

function HistoryRow({ run, named }: { run: RunSummary; named: boolean }) {
  const { ago, time } = useFormats();
  return (
    <Link href={`/runs/${run.id}`} className={classes.historyRow}>
      <StateMark of="run" state={run.state} />
      {named && <span className={classes.nodeTitle}>{run.graphName}</span>}
      <time dateTime={new Date(run.createdAt).toISOString()} title={time(run.createdAt)}>
        {ago(run.createdAt)}
      </time>
      <span className={classes.nodeTime}>
        <RunDuration run={run} />
      </span>
    </Link>
  );
}
