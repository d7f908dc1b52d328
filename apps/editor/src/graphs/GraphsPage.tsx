import { Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../api/client.ts';
import { useMay } from '../api/me.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { Page } from '../app/Page.tsx';
import { useCommonWords } from '../i18n/common.ts';
import { useLanguage } from '../i18n/language.ts';
import { DeletedGraphs } from './DeletedGraphs.tsx';
import { DropPipeline } from './DropPipeline.tsx';
import { GraphCard } from './GraphCard.tsx';
import classes from './Graphs.module.css';
import { ImportButton } from './ImportButton.tsx';
import { NewMenu } from './NewMenu.tsx';
import { type Order, orders, sortGraphs } from './sortGraphs.ts';
import { useImport } from './useImport.tsx';
import type { GraphSummary } from './view.ts';
import { useGraphsWords } from './words.ts';

/** How often the list is asked for again while it is open, so that run states stay true. */
const REFRESH_MILLISECONDS = 5_000;
/** A shorter list is read faster than searched. */
const SEARCHED_FROM = 4;

/** The two ways to a new pipeline, side by side. */
function NewButtons({ onFile }: { onFile: (file: File) => void }) {
  if (!useMay('design')) return null;
  return (
    <Group gap="xs">
      <ImportButton onFile={onFile} />
      <NewMenu />
    </Group>
  );
}

function Welcome({ onFile }: { onFile: (file: File) => void }) {
  const words = useGraphsWords();
  return (
    <section className={classes.empty}>
      <Stack align="flex-start">
        <Title order={2} size="h3">
          {words('emptyTitle')}
        </Title>
        <Text maw={620}>{words('emptyText')}</Text>
        <NewButtons onFile={onFile} />
      </Stack>
      <ol className={classes.steps}>
        {(['step1', 'step2', 'step3', 'step4'] as const).map((step) => (
          <li key={step}>{words(step)}</li>
        ))}
      </ol>
    </section>
  );
}

/** The pipelines with a search and a choice of order above them, once there are several. */
function GraphList({ graphs }: { graphs: readonly GraphSummary[] }) {
  const words = useGraphsWords();
  const [language] = useLanguage();
  const [wanted, setWanted] = useState('');
  const [order, setOrder] = useState<Order>('changed');
  const shown = sortGraphs(graphs, wanted, order, language);
  return (
    <>
      {graphs.length >= SEARCHED_FROM && (
        <div className={classes.tools}>
          <TextInput
            size="sm"
            type="search"
            aria-label={words('search')}
            placeholder={words('search')}
            leftSection={<IconSearch size={16} />}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
          <Select
            size="sm"
            aria-label={words('order')}
            data={orders.map((value) => ({ value, label: words(`order-${value}`) }))}
            value={order}
            allowDeselect={false}
            onChange={(value) => setOrder((value ?? 'changed') as Order)}
          />
        </div>
      )}
      {shown.length === 0 && (
        <Group mt="xl" role="status">
          <Text>{words('noneFound', { wanted })}</Text>
          <Button size="xs" variant="default" onClick={() => setWanted('')}>
            {words('showAll')}
          </Button>
        </Group>
      )}
      <ul className={classes.list}>
        {shown.map((graph) => (
          <GraphCard key={graph.id} graph={graph} />
        ))}
      </ul>
    </>
  );
}

/** The list of saved pipelines. */
export default function GraphsPage() {
  const words = useGraphsWords();
  const common = useCommonWords();
  const bring = useImport();
  const graphs = useQuery(
    trpc.graphs.list.queryOptions(undefined, { refetchInterval: REFRESH_MILLISECONDS }),
  );
  const empty = graphs.data?.length === 0;
  return (
    <Page crumbs={[{ title: common('graphs') }]}>
      <DropPipeline onFile={bring.open}>
        <div className={classes.page}>
          <Group justify="space-between" align="flex-end">
            <div>
              <Title order={1} size="h2">
                {common('graphs')}
              </Title>
              <Text c="dimmed">{words('intro')}</Text>
            </div>
            {graphs.data && !empty && <NewButtons onFile={bring.open} />}
          </Group>
          <Stack mt="md">{bring.dialogs}</Stack>
          {graphs.isPending && <Loading />}
          {graphs.isLoadingError && <Failure error={graphs.error} onRetry={() => void graphs.refetch()} />}
          {empty && <Welcome onFile={bring.open} />}
          {graphs.data && !empty && <GraphList graphs={graphs.data} />}
          {graphs.data && <DeletedGraphs />}
        </div>
      </DropPipeline>
    </Page>
  );
}
