import type { Graph } from '@heed/schema';
import { Button, Group, Text } from '@mantine/core';
import { useEffect } from 'react';
import { hideToast, showToast } from '../app/showToast.ts';
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

/** `opened` is the pipeline as the runner had it when it was opened. */
export function useRestoredNotice(store: GraphStore, restored: boolean, opened: Graph): void {
  useEffect(() => {
    if (!restored) return;
    const discard = () => {
      store.getState().edit(() => opened);
      hideToast(toast);
    };
    const toast = showToast({
      autoClose: 12_000,
      message: <RestoredMessage onDiscard={discard} />,
    });
    return () => void hideToast(toast);
  }, [restored, store, opened]);
}
