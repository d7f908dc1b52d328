import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useShowError } from '../api/errors.ts';
import { useCommonWords } from '../i18n/common.ts';

interface ConfirmDeleteProps {
  title: string;
  /** What will be gone, and what stays. */
  text: string;
  onDelete: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before something is deleted for everybody here; a failure is shown and nothing is gone then. */
export function ConfirmDelete({ title, text, onDelete, onClose }: ConfirmDeleteProps) {
  const common = useCommonWords();
  const showError = useShowError();
  const [isDeleting, setDeleting] = useState(false);
  const remove = async () => {
    setDeleting(true);
    await onDelete().catch(showError);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={title}>
      <Stack>
        <Text size="sm">{text}</Text>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button color="red" loading={isDeleting} onClick={() => void remove()}>
            {common('delete')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
