import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useCommonWords } from '../i18n/common.ts';
import type { Saving } from './useSave.ts';
import { useSavingWords } from './words.ts';

/** Asked when a newer version of the pipeline was saved elsewhere. */
export function ConflictDialog({ saving }: { saving: Saving }) {
  const words = useSavingWords();
  const common = useCommonWords();
  return (
    <Modal
      opened={saving.conflict}
      onClose={saving.closeConflict}
      title={words('conflictTitle')}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <Stack>
        <Text size="sm">{words('conflictText')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => void saving.loadTheirs()}>
            {words('loadTheirs')}
          </Button>
          <Button data-autofocus onClick={() => void saving.keepAsCopy()}>
            {words('keepMine')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
