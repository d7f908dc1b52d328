import type { Localized } from '@heed/schema';
import { Alert, Button, Group } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Link, useLocation, useParams, useSearchParams } from 'wouter';
import { refusalCode } from '../api/client.ts';
import { Loading, PageFailure } from '../app/Messages.tsx';
import { Page } from '../app/Page.tsx';
import { useCompareWords } from '../compare/words.ts';
import { useCommonWords } from '../i18n/common.ts';
import { useText } from '../i18n/language.ts';
import { GoOn } from './controls/GoOn.tsx';
import { HistoryButton } from './controls/HistoryButton.tsx';
import { RunControls } from './controls/RunControls.tsx';
import type { LiveRun } from './liveRun.ts';
import { specOf } from './nodeNames.ts';
import { RunColumns } from './RunColumns.tsx';
import { RunSummaryLine } from './RunSummaryLine.tsx';
import classes from './Runs.module.css';
import { startingNode } from './startingNode.ts';
import { useRunWords } from './text.ts';
import { type RunState, useRunState } from './useRunState.ts';
import { useTitleMark } from './useTitleMark.ts';
import type { NodeRunView } from './view.ts';

const OutputDrawer = lazy(() => import('../outputs/OutputDrawer.tsx'));

/**
 * One run: what every node did, live. `?node=` chooses a node, `?output=node.port` opens an output, `?compare=run,run`
 * lays the curves of other runs over its own, `?log=all` shows what all nodes wrote.
 */
export default function RunPage() {
  const { id = '' } = useParams();
  const words = useRunWords();
  const common = useCommonWords();
  const state = useRunState(id);
  const run = state.live?.run;
  const crumbs = [
    { title: common('graphs'), href: '/' },
    ...(run ? [{ title: run.graphName, href: `/graphs/${run.graphId}` }] : []),
    { title: words('run') },
  ];
  return (
    <Page crumbs={crumbs} actions={run && <Actions live={state.live as LiveRun} />}>
      {state.live ? <RunBody live={state.live} connection={state.connection} /> : <Waiting state={state} />}
    </Page>
  );
}

function Waiting({ state }: { state: RunState }) {
  const words = useRunWords();
  if (refusalCode(state.error) === 'NOT_FOUND')
    return (
      <div className={classes.page}>
        <p role="alert">{words('goneRun')}</p>
        <Button component={Link} href="/runs" variant="default" size="xs">
          {words('allRuns')}
        </Button>
      </div>
    );
  return state.error ? <PageFailure error={state.error} onRetry={state.retry} /> : <Loading />;
}

function Actions({ live: { run } }: { live: LiveRun }) {
  const words = useRunWords();
  const compareWords = useCompareWords();
  const [, navigate] = useLocation();
  return (
    <Group gap="xs">
      <Button component={Link} href={`/graphs/${run.graphId}`} variant="default" size="xs">
        {words('openPipeline')}
      </Button>
      <Button component={Link} href={`/compare?runs=${run.id}`} variant="default" size="xs">
        {compareWords('compareWith')}
      </Button>
      <HistoryButton graph={run.graphId} current={run.id} />
      <RunControls run={run.id} state={run.state} onRemoved={() => navigate('/runs', { replace: true })} />
    </Group>
  );
}

/** Is it of a kind whose report sums a run up? */
function evaluates(kind: string): boolean {
  return specOf(kind)?.category === 'evaluation';
}

function RunBody({ live, connection }: { live: LiveRun; connection: RunState['connection'] }) {
  const text = useText();
  useTitleMark(live.run.id, live.run.state);
  const [search, setSearch] = useSearchParams();
  const change = (changes: Record<string, string | undefined>) =>
    setSearch((before) => changedSearch(before, changes), { replace: true });
  const selected =
    search.get('node') ?? search.get('output')?.split('.')[0] ?? startingNode(live.run.nodes, evaluates);
  const node = search.has('log') ? undefined : live.run.nodes.find((one) => one.node === selected);
  const compared = search.get('compare')?.split(',') ?? [];
  const [outputNode, outputPort] = search.get('output')?.split('.') ?? [];
  return (
    <div className={classes.page}>
      <RunSummaryLine live={live} connection={connection} />
      <RunColumns
        live={live}
        node={node}
        compared={compared}
        onCompare={(runs) => change({ compare: runs.join(',') || undefined })}
        onSelect={(id) => change({ node: id, output: undefined, log: id ? undefined : 'all' })}
        onOpenOutput={(port) => change({ output: `${node?.node}.${port}`, node: node?.node })}
      />
      <div className={classes.ending}>
        {live.run.error && !tellsTheSame(live.run.error, node) && (
          <Alert color={live.run.state === 'paused' ? 'yellow' : 'red'} role="alert">
            {text(live.run.error)}
          </Alert>
        )}
        <GoOn run={live.run} />
      </div>
      {outputNode && (
        <Suspense>
          <OutputDrawer
            run={live.run.id}
            node={outputNode}
            port={outputPort}
            onClose={() => change({ output: undefined })}
          />
        </Suspense>
      )}
    </div>
  );
}

/** Does the node that is shown say already what the run says? */
function tellsTheSame({ en }: Localized, node: NodeRunView | undefined): boolean {
  const said = [node?.error, ...(node?.stopped ?? []).map(({ message }) => message)];
  return said.some((one) => one !== undefined && en.endsWith(one.en));
}

function changedSearch(
  before: URLSearchParams,
  changes: Record<string, string | undefined>,
): URLSearchParams {
  const after = new URLSearchParams(before);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) after.delete(name);
    else after.set(name, value);
  }
  return after;
}
