import { Anchor, CloseButton, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { Failure, Loading } from '../../app/Messages.tsx';
import { Page } from '../../app/Page.tsx';
import runClasses from '../Runs.module.css';
import { countOf, groupNames, groupOf, type RunGroup, runGroups } from './groups.ts';
import { OlderRuns } from './OlderRuns.tsx';
import classes from './Queue.module.css';
import { QueueRow } from './QueueRow.tsx';
import { SlotMeter } from './SlotMeter.tsx';
import { type RunPages, useRunPages } from './useRunPages.ts';
import { useQueueWords } from './words.ts';

/**
 * The runs of all pipelines: what is going on, what waits, and what is over. `?show=` chooses a sort of them, `?name=`
 * those of pipelines that are called so.
 */
export default function QueuePage() {
  const words = useQueueWords();
  const [search, setSearch] = useSearchParams();
  const group = groupOf(search.get('show'));
  const name = search.get('name') ?? '';
  const states = runGroups[group] && [...runGroups[group]];
  const queue = useRunPages({ states, name: name || undefined });
  const show = (group: RunGroup, name: string) =>
    setSearch({ ...(group !== 'all' && { show: group }), ...(name && { name }) }, { replace: true });
  const [newest] = queue.data?.pages ?? [];
  return (
    <Page crumbs={[{ title: words('title') }]}>
      <div className={runClasses.page}>
        <header className={classes.head}>
          <div>
            <h1 className={runClasses.title}>{words('title')}</h1>
            <p className={runClasses.quiet}>{words('intro')}</p>
          </div>
          {newest && <SlotMeter slots={newest.slots} />}
        </header>
        {newest && (
          <div className={classes.bar}>
            <Groups shown={group} counts={newest.counts} onChoose={(one) => show(one, name)} />
            <NameSearch name={name} onChange={(typed) => show(group, typed)} />
          </div>
        )}
        {queue.isLoadingError && <Failure error={queue.error} onRetry={() => void queue.refetch()} />}
        {queue.isPending && <Loading />}
        {queue.data && <Runs group={group} name={name} queue={queue} onAll={() => show('all', '')} />}
      </div>
    </Page>
  );
}

interface GroupsProps {
  shown: RunGroup;
  counts: Parameters<typeof countOf>[1];
  onChoose(group: RunGroup): void;
}

/** Each sort of runs with its number. */
function Groups({ shown, counts, onChoose }: GroupsProps) {
  const words = useQueueWords();
  return (
    <fieldset className={classes.groups} aria-label={words('filter')}>
      {groupNames.map((name) => (
        <button
          key={name}
          type="button"
          className={classes.group}
          aria-pressed={name === shown}
          onClick={() => onChoose(name)}
        >
          {words(name)} <span className={classes.number}>{countOf(name, counts)}</span>
        </button>
      ))}
    </fieldset>
  );
}

/** How long nobody must type before the runs are searched. */
const SEARCH_DELAY = 250;

/** Runs whose pipeline is called so, or whose id begins so. */
function NameSearch({ name, onChange }: { name: string; onChange(name: string): void }) {
  const words = useQueueWords();
  const [typed, setTyped] = useState(name);
  const [settled] = useDebouncedValue(typed.trim(), SEARCH_DELAY);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed goes into the address
  useEffect(() => {
    if (settled !== name) onChange(settled);
  }, [settled]);
  useEffect(() => setTyped((before) => (before.trim() === name ? before : name)), [name]);
  return (
    <TextInput
      className={classes.search}
      size="xs"
      type="search"
      aria-label={words('search')}
      placeholder={words('search')}
      maxLength={200}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      leftSection={<IconSearch size={14} aria-hidden="true" />}
      rightSection={
        typed && <CloseButton size="xs" aria-label={words('clearSearch')} onClick={() => setTyped('')} />
      }
    />
  );
}

interface RunsProps {
  group: RunGroup;
  name: string;
  queue: RunPages;
  onAll(): void;
}

function Runs({ group, name, queue, onAll }: RunsProps) {
  const words = useQueueWords();
  const runs = queue.data?.pages.flatMap((page) => page.runs) ?? [];
  if (runs.length === 0 && group === 'all' && name === '')
    return (
      <p className={classes.empty}>
        {words('none')}{' '}
        <Anchor component={Link} href="/" inherit>
          {words('openPipelines')}
        </Anchor>
      </p>
    );
  if (runs.length === 0)
    return (
      <p className={classes.empty} role="status">
        {name ? words('noneFound', { name }) : words('noneOf')}{' '}
        <Anchor component="button" type="button" inherit onClick={onAll}>
          {words('searchAll')}
        </Anchor>
      </p>
    );
  return (
    <>
      <ul className={classes.runs} aria-label={words('title')}>
        {runs.map((run) => (
          <li key={run.id}>
            <QueueRow run={run} />
          </li>
        ))}
      </ul>
      <OlderRuns pages={queue} />
    </>
  );
}
