import type { RunState } from '@heed/schema';
import { ActionIcon, Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import classes from '../Runs.module.css';
import { Question } from './Question.tsx';
import { possibleDeeds, useRunDeeds } from './useRunDeeds.ts';
import { useControlWords } from './words.ts';

interface RunControlsProps {
  run: string;
  state: RunState;
  /** The run is deleted, and its page has nothing to show any more. */
  onRemoved(): void;
}

/** Pause, resume, cancel or delete: whatever can be done to the run as it is now, by those who may. */
export function RunControls({ run, state, onRemoved }: RunControlsProps) {
  const words = useControlWords();
  const { pause, resume, cancel, remove } = useRunDeeds();
  const mayDesign = useMay('design');
  const can = possibleDeeds(state);
  const [asked, setAsked] = useState<'cancel' | 'remove'>();
  const close = () => setAsked(undefined);
  if (!mayDesign) return null;
  return (
    <>
      {can.pause && (
        <ActionIcon
          size={30}
          variant="default"
          aria-label={words('pause')}
          title={words('pause')}
          loading={pause.isPending}
          onClick={() => pause.mutate({ id: run })}
        >
          <IconPlayerPause size={16} aria-hidden="true" />
        </ActionIcon>
      )}
      {can.resume && (
        <ActionIcon
          size={30}
          aria-label={words('resume')}
          title={words('resume')}
          loading={resume.isPending}
          onClick={() => resume.mutate({ id: run })}
        >
          <IconPlayerPlay size={16} aria-hidden="true" />
        </ActionIcon>
      )}
      {(can.cancel || state === 'cancelling') && (
        <Button
          size="xs"
          color="red"
          variant="light"
          className={classes.cancel}
          aria-label={words('cancelRun')}
          leftSection={<IconPlayerStop size={16} aria-hidden="true" />}
          loading={cancel.isPending || state === 'cancelling'}
          onClick={() => setAsked('cancel')}
        >
          <span className={classes.cancelWord}>{words('cancelRun')}</span>
        </Button>
      )}
      {can.remove && (
        <ActionIcon
          size={30}
          variant="default"
          aria-label={words('deleteRun')}
          title={words('deleteRun')}
          loading={remove.isPending}
          onClick={() => setAsked('remove')}
        >
          <IconTrash size={16} aria-hidden="true" />
        </ActionIcon>
      )}
      <Question
        opened={asked === 'cancel'}
        title={words('cancelRun')}
        stay={words('keepRunning')}
        go={words('cancelRun')}
        onClose={close}
        onConfirm={() => cancel.mutate({ id: run })}
      >
        {words('cancelQuestion')}
      </Question>
      <Question
        opened={asked === 'remove'}
        title={words('deleteRun')}
        stay={words('keepRun')}
        go={words('deleteRun')}
        onClose={close}
        onConfirm={() => remove.mutate({ id: run }, { onSuccess: onRemoved })}
      >
        {words('deleteQuestion')}
      </Question>
    </>
  );
}
