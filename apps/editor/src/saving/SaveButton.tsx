import { Button, Text } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { isDirty } from '../canvas/store/graphStore.ts';
import { useGraphStore } from '../canvas/store/useGraphStore.ts';
import { useCommonWords } from '../i18n/common.ts';
import type { Saving } from './useSave.ts';
import { useSavingWords } from './words.ts';

/** Says whether the runner holds what the canvas shows, and saves it. */
export function SaveButton({ saving }: { saving: Saving }) {
  const words = useSavingWords();
  const common = useCommonWords();
  const dirty = useGraphStore(isDirty);
  return (
    <>
      <Text size="sm" c="dimmed" role="status" visibleFrom="sm">
        {words(saving.saving ? 'saving' : dirty ? 'unsaved' : 'saved')}
      </Text>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconDeviceFloppy size={16} />}
        disabled={!dirty}
        loading={saving.saving}
        aria-keyshortcuts="Control+S"
        onClick={() => void saving.save()}
      >
        {common('save')}
      </Button>
    </>
  );
}
