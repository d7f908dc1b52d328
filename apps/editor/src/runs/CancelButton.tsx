import { finalRunStates, type RunState } from '@heed/schema';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import { CancelQuestion } from './CancelQuestion.tsx';
import { useRunWords } from './text.ts';

/** Asks once, then cancels the run; absent when there is nothing left to cancel. */
export function CancelButton({ run, state }: { run: string; state: RunState }) {
  const words = useRunWords();
  const showError = useShowError();
  const [asking, setAsking] = useState(false);
  const cancel = useMutation(trpc.runs.cancel.mutationOptions({ onError: showError }));
  if (finalRunStates.has(state)) return null;
  return (
    <>
      <Button
        size="xs"
        color="red"
        variant="light"
        loading={cancel.isPending || state === 'cancelling'}
        onClick={() => setAsking(true)}
      >
        {words('cancelRun')}
      </Button>
      <CancelQuestion
        opened={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => cancel.mutate({ id: run })}
      />
    </>
  );
}
