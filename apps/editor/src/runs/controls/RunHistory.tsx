import { ActionIcon, NativeSelect } from '@mantine/core';
import { IconArrowsDiff, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useMay } from '../../api/me.ts';
import { Failure, Loading } from '../../app/Messages.tsx';
import { useFormats } from '../../i18n/format.ts';
import { countOf, groupNames, groupOf, type RunGroup, runGroups } from '../queue/groups.ts';
import { OlderRuns } from '../queue/OlderRuns.tsx';
import { useRunPages } from '../queue/useRunPages.ts';
import { useQueueWords } from '../queue/words.ts';
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
  const queueWords = useQueueWords();
  const { remove } = useRunDeeds();
  const mayDesign = useMay('design');
  const [asked, setAsked] = useState<string>();
  const [group, setGroup] = useState<RunGroup>('all');
  const states = runGroups[group] && [...runGroups[group]];
  const list = useRunPages({ graph, states }, active);
  if (list.isLoadingError) return <Failure inset error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return active ? <Loading /> : null;
  const counts = list.data.pages[0]?.counts ?? {};
  if (countOf('all', counts) === 0) return <p className={classes.quiet}>{words('noRunsHere')}</p>;
  const runs = list.data.pages.flatMap((page) => page.runs);
  return (
    <>
      <GroupChoice group={group} counts={counts} onChange={setGroup} />
      {runs.length === 0 && <p className={classes.quiet}>{queueWords('noneOf')}</p>}
      <ul className={classes.history} aria-label={words('history')}>
        {runs.map((run) => (
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
      <OlderRuns pages={list} />
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

interface GroupChoiceProps {
  group: RunGroup;
  counts: Parameters<typeof countOf>[1];
  onChange(group: RunGroup): void;
}

/** The sorts of runs that there are, each with its number. */
function GroupChoice({ group, counts, onChange }: GroupChoiceProps) {
  const words = useQueueWords();
  const found = groupNames.filter((name) => name === 'all' || name === group || countOf(name, counts) > 0);
  return (
    <NativeSelect
      size="xs"
      mb="xs"
      aria-label={words('filter')}
      value={group}
      onChange={(event) => onChange(groupOf(event.currentTarget.value))}
      data={found.map((name) => ({ value: name, label: `${words(name)} · ${countOf(name, counts)}` }))}
    />
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
