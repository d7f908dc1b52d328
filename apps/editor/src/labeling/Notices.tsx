import { Alert, Button } from '@mantine/core';
import { useOfflineNote } from '../app/offlineNote.ts';
import { useLabelingWords } from './text.ts';
import type { useLabeling } from './useLabeling.ts';

/** Tells of answers that wait for a connection, at the head of the page, and of answers that the runner refused. */
export function Notices({ labeling }: { labeling: ReturnType<typeof useLabeling> }) {
  const words = useLabelingWords();
  const { waiting, refused } = labeling.queue;
  const isKept = labeling.isCutOff && waiting.length > 0;
  useOfflineNote(isKept ? words('offline', { count: waiting.length }) : undefined);
  if (refused.length === 0) return null;
  return (
    <Alert color="red" role="alert" mb="sm">
      {words('refused', { count: refused.length, reason: refused.at(-1)?.reason ?? '' })}{' '}
      <Button size="compact-xs" variant="default" onClick={labeling.dismissRefused}>
        {words('dismiss')}
      </Button>
    </Alert>
  );
}
