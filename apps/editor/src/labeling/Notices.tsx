import { Alert, Button } from '@mantine/core';
import { useLabelingWords } from './text.ts';
import type { useLabeling } from './useLabeling.ts';

/** Tells of answers that wait for a connection and of answers that the runner refused. */
export function Notices({ labeling }: { labeling: ReturnType<typeof useLabeling> }) {
  const words = useLabelingWords();
  const { waiting, refused } = labeling.queue;
  return (
    <>
      {labeling.isCutOff && waiting.length > 0 && (
        <Alert color="yellow" role="status" mb="sm">
          {words('offline', { count: waiting.length })}
        </Alert>
      )}
      {refused.length > 0 && (
        <Alert color="red" role="alert" mb="sm">
          {words('refused', { count: refused.length, reason: refused.at(-1)?.reason ?? '' })}{' '}
          <Button size="compact-xs" variant="default" onClick={labeling.dismissRefused}>
            {words('dismiss')}
          </Button>
        </Alert>
      )}
    </>
  );
}
