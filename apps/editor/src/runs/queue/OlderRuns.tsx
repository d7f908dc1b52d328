import { Button } from '@mantine/core';
import type { RunPages } from './useRunPages.ts';
import { useQueueWords } from './words.ts';

/** Reads one more page of runs, where there are older ones. */
export function OlderRuns({ pages }: { pages: RunPages }) {
  const words = useQueueWords();
  if (!pages.hasNextPage) return null;
  return (
    <Button
      mt="md"
      variant="default"
      loading={pages.isFetchingNextPage}
      onClick={() => void pages.fetchNextPage()}
    >
      {words('older')}
    </Button>
  );
}
