import { Button, Modal, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../api/client.ts';
import { useMay } from '../api/me.ts';
import { useFormats } from '../i18n/format.ts';
import { BringBack } from './BringBack.tsx';
import classes from './Graphs.module.css';
import type { RemovedGraph } from './view.ts';
import { useGraphsWords } from './words.ts';

function Line({ graph }: { graph: RemovedGraph }) {
  const words = useGraphsWords();
  const { ago, time } = useFormats();
  return (
    <li className={classes.deleted}>
      <div className={classes.names}>
        <div className={classes.name}>{graph.name}</div>
        <Text size="sm" c="dimmed" title={time(graph.removedAt)}>
          {words('nodes', { count: graph.nodeCount })} · {words('deletedAgo', { ago: ago(graph.removedAt) })}
        </Text>
      </div>
      <BringBack
        graph={graph}
        size="xs"
        variant="default"
        flex="none"
        aria-label={words('restoreNamed', { name: graph.name })}
      />
    </li>
  );
}

/** Where deleted pipelines can be brought back from; nothing where there are none. */
export function DeletedGraphs() {
  const words = useGraphsWords();
  const mayEdit = useMay('design');
  const [opened, setOpened] = useState(false);
  const { data } = useQuery(trpc.graphs.removed.queryOptions(undefined, { enabled: mayEdit }));
  const count = data?.length ?? 0;
  if (!data || (count === 0 && !opened)) return null;
  return (
    <>
      <Button
        mt="lg"
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconTrash size={14} />}
        onClick={() => setOpened(true)}
      >
        {words('deletedCount', { count })}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={words('deletedTitle')} size="lg">
        <Text size="sm" c="dimmed">
          {words(count > 0 ? 'deletedText' : 'deletedNone')}
        </Text>
        <ul className={classes.deletedList}>
          {data.map((graph) => (
            <Line key={graph.id} graph={graph} />
          ))}
        </ul>
      </Modal>
    </>
  );
}
