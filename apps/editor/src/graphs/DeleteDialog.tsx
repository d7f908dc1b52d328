import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { api, queryClient, trpc } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import { useCommonWords } from '../i18n/common.ts';
import type { GraphSummary } from './view.ts';
import { useGraphsWords } from './words.ts';

/** Asks before a pipeline is deleted. */
export function DeleteDialog({
  graph,
  onClose,
}: {
  graph: Pick<GraphSummary, 'id' | 'name'>;
  onClose: () => void;
}) {
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
