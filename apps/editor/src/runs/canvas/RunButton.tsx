import { ActionIcon, Button } from '@mantine/core';
import { IconHistory, IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useMay } from '../../api/me.ts';
import { RunStateLink } from '../../app/RunStateBadge.tsx';
import { useDoCommand } from '../../commands/useDoCommand.ts';
import { possibleDeeds } from '../controls/useRunDeeds.ts';
import { RunMenu } from './RunMenu.tsx';
import type { CanvasRunControl } from './useCanvasRun.ts';
import { useCanvasRunWords } from './words.ts';

const PlanDialog = lazy(() => import('./PlanDialog.tsx'));
const HistoryPanel = lazy(() => import('./HistoryPanel.tsx'));

/** The run of the open pipeline with its state, the buttons that start, pause or stop one, and what is rarer. */
export function RunButton({ control }: { control: CanvasRunControl }) {
  const words = useCanvasRunWords();
  const mayRun = useMay('design');
  const { run, isEarlier, planned, history } = control;
  return (
    <>
      {run && (
        <RunStateLink run={run} label={(state) => words(isEarlier ? 'earlierRun' : 'lastRun', { state })} />
      )}
      {isEarlier && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconHistory size={16} aria-hidden="true" />}
          title={words('backToNewestHelp')}
          onClick={() => control.show(undefined)}
        >
          {words('backToNewest')}
        </Button>
      )}
      {mayRun && <MainButtons control={control} />}
      <RunMenu />
      <Suspense>
        {planned && <PlanDialog control={control} planned={planned} />}
        {history && <HistoryPanel control={control} />}
      </Suspense>
    </>
  );
}

/** Run; or, while there is something to stop, pause or resume, and cancel. */
function MainButtons({ control: { run, active, starting } }: { control: CanvasRunControl }) {
  const words = useCanvasRunWords();
  const doCommand = useDoCommand();
  const can = run && possibleDeeds(run.state);
  if (!active)
    return (
      <Button
        size="xs"
        leftSection={<IconPlayerPlay size={16} aria-hidden="true" />}
        loading={starting}
        aria-keyshortcuts="Control+Enter"
        onClick={() => void doCommand('runs.start')}
      >
        {words('run')}
      </Button>
    );
  return (
    <>
      {can?.resume && (
        <Button
          size="xs"
          leftSection={<IconPlayerPlay size={16} aria-hidden="true" />}
          onClick={() => void doCommand('runs.resume')}
        >
          {words('resume')}
        </Button>
      )}
      {can?.pause && (
        <ActionIcon
          size={30}
          variant="default"
          aria-label={words('pause')}
          title={words('pause')}
          onClick={() => void doCommand('runs.pause')}
        >
          <IconPlayerPause size={16} aria-hidden="true" />
        </ActionIcon>
      )}
      <Button
        size="xs"
        color="red"
        variant="light"
        leftSection={<IconPlayerStop size={16} aria-hidden="true" />}
        disabled={!can?.cancel}
        onClick={() => void doCommand('runs.cancel')}
      >
        {words('cancelRun')}
      </Button>
    </>
  );
}
