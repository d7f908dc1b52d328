import { Anchor, Button } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'wouter';
import { api, trpc } from '../../api/client.ts';
import { Failure, Loading } from '../../app/Messages.tsx';
import { Page } from '../../app/Page.tsx';
import runClasses from '../Runs.module.css';
import { countOf, groupNames, groupOf, type RunGroup, runGroups } from './groups.ts';
import classes from './Queue.module.css';
import { QueueRow } from './QueueRow.tsx';
import { SlotMeter } from './SlotMeter.tsx';
import { useQueueWords } from './words.ts';

/** How often the queue is read again. */
const REFRESH_MILLISECONDS = 2500;
const PAGE_RUNS = 30;

function useQueue(group: RunGroup) {
  const states = runGroups[group] && [...runGroups[group]];
  return useInfiniteQuery({
    queryKey: [...trpc.runs.queue.queryKey({ states }), 'pages'],
    queryFn: ({ pageParam: before }) => api.runs.queue.query({ states, before, limit: PAGE_RUNS }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ runs, more }) => (more ? runs.at(-1)?.id : undefined),
    refetchInterval: REFRESH_MILLISECONDS,
    placeholderData: keepPreviousData,
  });
}

/** The runs of all pipelines: what is going on, what waits, and what is over. `?show=` chooses a sort of them. */
export default function QueuePage() {
  const words = useQueueWords();
  const [search, setSearch] = useSearchParams();
  const group = groupOf(search.get('show'));
  const queue = useQueue(group);
  const choose = (name: RunGroup) => setSearch(name === 'all' ? {} : { show: name }, { replace: true });
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
        {newest && <Groups shown={group} counts={newest.counts} onChoose={choose} />}
        {queue.isLoadingError && <Failure error={queue.error} onRetry={() => void queue.refetch()} />}
        {queue.isPending && <Loading />}
        {queue.data && <Runs group={group} queue={queue} />}
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

function Runs({ group, queue }: { group: RunGroup; queue: ReturnType<typeof useQueue> }) {
  const words = useQueueWords();
  const runs = queue.data?.pages.flatMap((page) => page.runs) ?? [];
  if (runs.length === 0 && group === 'all')
    return (
      <p className={classes.empty}>
        {words('none')}{' '}
        <Anchor component={Link} href="/" inherit>
          {words('openPipelines')}
        </Anchor>
      </p>
    );
  if (runs.length === 0) return <p className={classes.empty}>{words('noneOf')}</p>;
  return (
    <>
      <ul className={classes.runs} aria-label={words('title')}>
        {runs.map((run) => (
          <li key={run.id}>
            <QueueRow run={run} />
          </li>
        ))}
      </ul>
      {queue.hasNextPage && (
        <Button
          mt="md"
          variant="default"
          loading={queue.isFetchingNextPage}
          onClick={() => void queue.fetchNextPage()}
        >
          {words('older')}
        </Button>
      )}
    </>
  );
}
