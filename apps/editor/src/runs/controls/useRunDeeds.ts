import { finalRunStates, type RunState } from '@heed/schema';
import { useMutation } from '@tanstack/react-query';
import { queryClient, trpc } from '../../api/client.ts';
import { useShowError } from '../../api/errors.ts';
import { showToast } from '../../app/showToast.ts';
import { useControlWords } from './words.ts';

const pausable: ReadonlySet<RunState> = new Set(['queued', 'running', 'waiting_human', 'interrupted']);

/** What can be done to a run in this state. */
export function possibleDeeds(state: RunState) {
  const isOver = finalRunStates.has(state);
  return {
    pause: pausable.has(state),
    resume: state === 'paused',
    cancel: !isOver && state !== 'cancelling',
    remove: isOver,
  };
}

/** Pauses, resumes, cancels and deletes runs; every list of runs is asked for anew after that. */
export function useRunDeeds() {
  const words = useControlWords();
  const showError = useShowError();
  const renew = () =>
    Promise.all(
      [trpc.runs.list, trpc.runs.queue].map((list) => queryClient.invalidateQueries(list.pathFilter())),
    );
  const options = { onError: showError, onSettled: renew };
  const pause = useMutation(
    trpc.runs.pause.mutationOptions({
      ...options,
      onSuccess: () => showToast({ message: words('pausing') }),
    }),
  );
  const resume = useMutation(trpc.runs.resume.mutationOptions(options));
  const cancel = useMutation(trpc.runs.cancel.mutationOptions(options));
  const remove = useMutation(
    trpc.runs.remove.mutationOptions({
      ...options,
      onSuccess: () => showToast({ message: words('deleted') }),
    }),
  );
  return { pause, resume, cancel, remove };
}
