import { ActionIcon } from '@mantine/core';
import { IconArrowsDiff, IconTrash } from '@tabler/icons-react';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { trpc } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { Failure, Loading } from '../../app/Messages.tsx';
import { useFormats } from '../../i18n/format.ts';
import { RunDuration } from '../RunSummaryLine.tsx';
import classes from '../Runs.module.css';
import { StateMark } from '../StateMark.tsx';
import type { RunSummary } from '../view.ts';
import { Question } from './Question.tsx';
import { usePartWords } from './usePartWords.ts';
import { possibleDeeds, useRunDeeds } from './useRunDeeds.ts';
import { useControlWords } from './words.ts';

interface RunHistoryProps {
  graph: string;
  /** The run that is shown now. */
  current: string | undefined;
  /** Shows a run where the history was opened; without it a run leads to its page. */
  onShow?(run: string): void;
  /** False while its place is closed, so that nothing is asked. */
  active?: boolean;
}

/** Past and present runs of a pipeline, newest first; those that are over can be deleted. */
export function RunHistory({ graph, current, onShow, active = true }: RunHistoryProps) {
  const words = useControlWords();
  const { remove } = useRunDeeds();
  const mayDesign = useMay('design');
  const [asked, setAsked] = useState<string>();
  const list = useQuery(
    trpc.runs.list.queryOptions(active ? { graph } : skipToken, { refetchInterval: 5000 }),
  );
  if (list.isLoadingError) return <Failure inset error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return active ? <Loading /> : null;
  if (list.data.length === 0) return <p className={classes.quiet}>{words('noRunsHere')}</p>;
  return (
    <>
      <ul className={classes.history} aria-label={words('history')}>
        {list.data.map((run) => (
          <li key={run.id}>
            <HistoryRow run={run} isShown={run.id === current} onShow={onShow} />
            {current !== undefined && run.id !== current && (
              <ActionIcon
                component={Link}
                href={`/compare?runs=${run.id},${current}`}
                variant="subtle"
                color="gray"
                aria-label={words('compareWithShown')}
                title={words('compareWithShown')}
              >
                <IconArrowsDiff size={16} aria-hidden="true" />
              </ActionIcon>
            )}
            {mayDesign && possibleDeeds(run.state).remove && run.id !== current && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={words('deleteRun')}
                title={words('deleteRun')}
                onClick={() => setAsked(run.id)}
              >
                <IconTrash size={16} aria-hidden="true" />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      <Question
        opened={asked !== undefined}
        title={words('deleteRun')}
        stay={words('keepRun')}
        go={words('deleteRun')}
        onClose={() => setAsked(undefined)}
        onConfirm={() => asked && remove.mutate({ id: asked })}
      >
        {words('deleteQuestion')}
      </Question>
    </>
  );
}

interface HistoryRowProps {
  run: RunSummary;
  isShown: boolean;
  onShow?(run: string): void;
}

function HistoryRow({ run, isShown, onShow }: HistoryRowProps) {
  const words = useControlWords();
  const { ago, time } = useFormats();
  const { part, pause } = usePartWords();
  const note = [pause(run), part(run)].filter(Boolean).join(' · ');
  const content = (
    <>
      <StateMark of="run" state={run.state} />
      <time dateTime={new Date(run.createdAt).toISOString()} title={time(run.createdAt)}>
        {ago(run.createdAt)}
      </time>
      {isShown && <span className={classes.quiet}>{words('shown')}</span>}
      <span className={classes.nodeTime}>
        <RunDuration run={run} />
      </span>
      {note && <span className={classes.historyNote}>{note}</span>}
    </>
  );
  if (onShow)
    return (
      <button
        type="button"
        className={classes.historyRow}
        aria-current={isShown || undefined}
        onClick={() => onShow(run.id)}
      >
        {content}
      </button>
    );
  return (
    <Link href={`/runs/${run.id}`} className={classes.historyRow} aria-current={isShown ? 'page' : undefined}>
      {content}
    </Link>
  );
}
