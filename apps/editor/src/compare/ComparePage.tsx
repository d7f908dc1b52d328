import { ActionIcon, Alert } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { skipToken, useQuery } from '@tanstack/react-query';
import { refusalCode, trpc } from '../api/client.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { Page } from '../app/Page.tsx';
import { useCommonWords } from '../i18n/common.ts';
import classes from './Compare.module.css';
import { ComparedRuns } from './ComparedRuns.tsx';
import { RunChoice } from './RunChoice.tsx';
import { useParameter } from './useParameter.ts';
import { useCompareWords } from './words.ts';

/** The runs that the address names; one that stands alone is put beside the run of its pipeline before it. */
function useNamedRuns(runs: string | undefined): string[] {
  const named = runs?.split(',') ?? [];
  const list = useQuery(trpc.runs.list.queryOptions(named.length === 1 ? {} : skipToken)).data ?? [];
  const place = list.findIndex(({ id }) => id === named[0]);
  const { graphId } = list[place] ?? {};
  const before = list.slice(place + 1).find((run) => run.graphId === graphId);
  return graphId && before ? [before.id, ...named] : named;
}

/** Two runs side by side; `?runs=first,second` names them, `?runs=second` the later one alone. */
export default function ComparePage() {
  const words = useCompareWords();
  const common = useCommonWords();
  const [runs, setRuns] = useParameter('runs');
  const [first = '', second = ''] = useNamedRuns(runs);
  const choose = (one: string, other: string) => setRuns(one || other ? `${one},${other}` : undefined);
  return (
    <Page crumbs={[{ title: common('graphs'), href: '/' }, { title: words('compare') }]}>
      <div className={classes.page}>
        <h1 className={classes.title}>{words('compare')}</h1>
        <div className={classes.choices}>
          <RunChoice side="first" run={first} other={second} onChange={(run) => choose(run, second)} />
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={words('swap')}
            title={words('swap')}
            disabled={!first && !second}
            onClick={() => choose(second, first)}
          >
            <IconArrowsExchange size={18} />
          </ActionIcon>
          <RunChoice side="second" run={second} other={first} onChange={(run) => choose(first, run)} />
        </div>
        {first && second ? (
          <Both first={first} second={second} />
        ) : (
          <p className={classes.quiet}>{words('chooseTwo')}</p>
        )}
      </div>
    </Page>
  );
}

function Both({ first, second }: { first: string; second: string }) {
  const words = useCompareWords();
  const one = useQuery(trpc.runs.get.queryOptions(first ? { id: first } : skipToken));
  const other = useQuery(trpc.runs.get.queryOptions(second ? { id: second } : skipToken));
  const failed = [one, other].find(({ error }) => error);
  if (failed && refusalCode(failed.error) === 'NOT_FOUND')
    return (
      <Alert color="yellow" role="alert" my="md">
        {words(failed === one ? 'goneRun_first' : 'goneRun_second')}
      </Alert>
    );
  if (failed) return <Failure error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!one.data || !other.data) return <Loading />;
  return <ComparedRuns key={`${first} ${second}`} before={one.data} after={other.data} />;
}
