import type { RunState } from '@heed/schema';
import { ActionIcon, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, queryClient, trpc } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import { RunStateLink } from '../app/RunStateBadge.tsx';
import { useCommonWords } from '../i18n/common.ts';
import { useFormats } from '../i18n/format.ts';
import classes from './Graphs.module.css';
import { useGraphsWords } from './words.ts';

export interface GraphSummary {
  id: string;
  name: string;
  updatedAt: number;
  nodeCount: number;
  lastRun?: { id: string; state: RunState };
}

function DeleteDialog({ graph, onClose }: { graph: GraphSummary; onClose: () => void }) {
  const words = useGraphsWords();
  const common = useCommonWords();
  const showError = useShowError();
  const remove = async () => {
    await api.graphs.remove.mutate({ id: graph.id }).catch(showError);
    await queryClient.invalidateQueries(trpc.graphs.list.pathFilter());
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={words('deleteTitle')}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <Stack>
        <Text size="sm">{words('deleteText', { name: graph.name })}</Text>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button color="red" onClick={() => void remove()}>
            {common('delete')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** One saved pipeline in the list. */
export function GraphCard({ graph }: { graph: GraphSummary }) {
  const words = useGraphsWords();
  const { ago, time } = useFormats();
  const [deleting, setDeleting] = useState(false);
  return (
    <li className={classes.card}>
      <div className={classes.names}>
        <Link href={`/graphs/${graph.id}`} className={classes.name}>
          {graph.name}
        </Link>
        <Text size="sm" c="dimmed" title={time(graph.updatedAt)}>
          {words('nodes', { count: graph.nodeCount })} · {words('changed', { ago: ago(graph.updatedAt) })}
        </Text>
      </div>
      {graph.lastRun ? (
        <RunStateLink run={graph.lastRun} label={(state) => words('lastRun', { state })} />
      ) : (
        <Text size="sm" c="dimmed">
          {words('neverRun')}
        </Text>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={words('deleteNamed', { name: graph.name })}
        onClick={() => setDeleting(true)}
      >
        <IconTrash size={16} />
      </ActionIcon>
      {deleting && <DeleteDialog graph={graph} onClose={() => setDeleting(false)} />}
    </li>
  );
}
