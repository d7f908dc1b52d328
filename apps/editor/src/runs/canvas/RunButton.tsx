import { Button } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { RunStateLink } from '../../app/RunStateBadge.tsx';
import { useDoCommand } from '../../commands/useDoCommand.ts';
import type { CanvasRunControl } from './useCanvasRun.ts';
import { useCanvasRunWords } from './words.ts';

/** The run of the open pipeline with its state, and the button that starts or cancels one. */
export function RunButton({ control }: { control: CanvasRunControl }) {
  const words = useCanvasRunWords();
  const doCommand = useDoCommand();
  const { run, active, starting } = control;
  return (
    <>
      {run && <RunStateLink run={run} label={(state) => words('lastRun', { state })} />}
      {active ? (
        <Button
          size="xs"
          color="red"
          variant="light"
          leftSection={<IconPlayerStop size={16} />}
          disabled={run?.state === 'cancelling'}
          onClick={() => void doCommand('runs.cancel')}
        >
          {words('cancelRun')}
        </Button>
      ) : (
        <Button
          size="xs"
          leftSection={<IconPlayerPlay size={16} />}
          loading={starting}
          aria-keyshortcuts="Control+Enter"
          onClick={() => void doCommand('runs.start')}
        >
          {words('run')}
        </Button>
      )}
    </>
  );
}
