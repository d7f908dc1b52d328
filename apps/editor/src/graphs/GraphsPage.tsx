import { Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../api/client.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { Page } from '../app/Page.tsx';
import { useCommonWords } from '../i18n/common.ts';
import { GraphCard } from './GraphCard.tsx';
import classes from './Graphs.module.css';
import { type ImportFailure, ImportProblems, NewButtons } from './NewMenu.tsx';
import { useGraphsWords } from './words.ts';

/** How often the list is asked for again while it is open, so that run states stay true. */
const REFRESH_MILLISECONDS = 5_000;

function Welcome({ onFailure }: { onFailure: (failure: ImportFailure | undefined) => void }) {
  const words = useGraphsWords();
  return (
    <section className={classes.empty}>
      <Stack align="flex-start">
        <Title order={2} size="h3">
          {words('emptyTitle')}
        </Title>
        <Text maw={620}>{words('emptyText')}</Text>
        <NewButtons onFailure={onFailure} />
      </Stack>
      <ol className={classes.steps}>
        {(['step1', 'step2', 'step3', 'step4'] as const).map((step) => (
          <li key={step}>{words(step)}</li>
        ))}
      </ol>
    </section>
  );
}

/** The list of saved pipelines. */
export default function GraphsPage() {
  const words = useGraphsWords();
  const common = useCommonWords();
  const [failure, setFailure] = useState<ImportFailure>();
  const graphs = useQuery(
    trpc.graphs.list.queryOptions(undefined, { refetchInterval: REFRESH_MILLISECONDS }),
  );
  const empty = graphs.data?.length === 0;
  return (
    <Page crumbs={[{ title: common('graphs') }]}>
      <div className={classes.page}>
        <Group justify="space-between" align="flex-end">
          <div>
            <Title order={1} size="h2">
              {common('graphs')}
            </Title>
            <Text c="dimmed">{words('intro')}</Text>
          </div>
          {graphs.data && !empty && <NewButtons onFailure={setFailure} />}
        </Group>
        <Stack mt="md">
          {failure && <ImportProblems failure={failure} onClose={() => setFailure(undefined)} />}
        </Stack>
        {graphs.isPending && <Loading />}
        {graphs.error && <Failure error={graphs.error} onRetry={() => void graphs.refetch()} />}
        {empty && <Welcome onFailure={setFailure} />}
        <ul className={classes.list}>
          {graphs.data?.map((graph) => (
            <GraphCard key={graph.id} graph={graph} />
          ))}
        </ul>
      </div>
    </Page>
  );
}
