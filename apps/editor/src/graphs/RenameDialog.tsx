import { LONGEST_NAME } from '@heed/schema';
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api, queryClient, trpc } from '../api/client.ts';
import { useCommonWords } from '../i18n/common.ts';
import { useFailed } from './useDelete.ts';
import type { GraphSummary } from './view.ts';
import { useGraphsWords } from './words.ts';

interface RenameDialogProps {
  graph: Pick<GraphSummary, 'id' | 'name'>;
  onClose: () => void;
}

/** Gives a pipeline another name without opening it. */
export function RenameDialog({ graph: { id, name }, onClose }: RenameDialogProps) {
  const words = useGraphsWords();
  const common = useCommonWords();
  const fail = useFailed();
  const [wish, setWish] = useState(name);
  const [isSaving, setSaving] = useState(false);
  const isEmpty = wish.trim() === '';
  const rename = async (event: FormEvent) => {
    event.preventDefault();
    if (isEmpty) return;
    setSaving(true);
    try {
      const { graph, revision } = await api.graphs.get.query({ id });
      await api.graphs.save.mutate({ id, revision, graph: { ...graph, name: wish.trim() } });
      await queryClient.invalidateQueries(trpc.graphs.list.pathFilter());
      onClose();
    } catch (error) {
      fail({ name }, error);
      setSaving(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={words('renameTitle')}>
      <form onSubmit={(event) => void rename(event)}>
        <Stack>
          <TextInput
            data-autofocus
            label={words('name')}
            value={wish}
            maxLength={LONGEST_NAME}
            error={isEmpty && words('nameNeeded')}
            onChange={(event) => setWish(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" loading={isSaving} disabled={isEmpty}>
              {words('rename')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
