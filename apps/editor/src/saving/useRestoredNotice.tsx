import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import type { GraphStore } from '../canvas/store/graphStore.ts';
import { useSavingWords } from './words.ts';

/** Says that edits came back from the browser's storage, and offers the way back. */
function RestoredMessage({ onDiscard }: { onDiscard: () => void }) {
  const words = useSavingWords();
  return (
    <>
      <Text size="sm" fw={600}>
        {words('restored')}
      </Text>
      <Group gap="xs" justify="space-between">
        <Text size="sm">{words('restoredText')}</Text>
        <Button size="compact-sm" variant="light" onClick={onDiscard}>
          {words('discard')}
        </Button>
      </Group>
    </>
  );
}

/** `newest` is the runner's revision; edits from an older one are not mixed with it. */
export function useRestoredNotice(store: GraphStore, restored: boolean, newest: number): void {
  useEffect(() => {
    if (!restored) return;
    const discard = () => {
      const { saved, revision, edit, load } = store.getState();
      if (revision === newest) edit(() => saved);
      else load(saved, newest);
      notifications.hide(toast);
    };
    const toast = notifications.show({
      autoClose: 12_000,
      message: <RestoredMessage onDiscard={discard} />,
    });
    return () => void notifications.hide(toast);
  }, [restored, store, newest]);
}
