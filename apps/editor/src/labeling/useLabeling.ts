import type { Answer, Outcome, ShownTask } from '@heed/schema';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, idempotencyKey, isRefusal } from '../api/client.ts';
import { loadDraft, saveDraft } from './drafts.ts';
import { type Draft, emptyDraft } from './forms/form.ts';
import { type LabelingPlace, storageKey } from './place.ts';
import { useAnswerSender } from './useAnswerSender.ts';
import type { Batch } from './view.ts';

/** Asking again renews the lease of the open task, which the runner keeps for ten minutes. */
const RENEW_MILLISECONDS = 4 * 60_000;
/** How often to look for a task while there is none. */
const LOOK_AGAIN_MILLISECONDS = 10_000;
const MAX_TIME = 86_400_000;

/** The task to judge now, with how far the batch is. */
async function openTask(place: LabelingPlace): Promise<Batch & { task: ShownTask | null }> {
  const batch = await api.labeling.work.mutate({ ...place, ahead: 0 });
  return { ...batch, task: batch.tasks[0] ?? null };
}

/** What going back came to. */
export type BackResult = 'shown' | 'nothing' | 'offline';

/** One labeler's work at one batch: the task to judge, what was said so far, sending, going back. */
export function useLabeling(place: LabelingPlace) {
  const client = useQueryClient();
  const [answeredId, setAnsweredId] = useState<string>();
  const memory = useRef(new Map<string, { task: ShownTask; draft: Draft }>());
  const options = queryOptions({
    queryKey: ['labeling', 'work', place],
    queryFn: () => openTask(place),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    networkMode: 'always',
    refetchInterval: ({ state }) => (state.data?.task ? RENEW_MILLISECONDS : LOOK_AGAIN_MILLISECONDS),
  });
  const next = useQuery(options);
  const { sender, queue, isCutOff } = useAnswerSender(place, () => void next.refetch());
  const given = new Set([answeredId, ...queue.waiting.map(({ taskId }) => taskId)]);
  const task = next.data?.task && !given.has(next.data.task.taskId) ? next.data.task : undefined;
  const [draft, setDraft] = useDraft(place, task);
  const shownAt = useShownAt(task?.taskId);

  const give = async (outcome: Outcome) => {
    if (!task) return;
    const timeMs = Math.min(MAX_TIME, Math.round(performance.now() - shownAt.current));
    const value = outcome === 'skipped' ? {} : draft.value;
    const answered: Answer = {
      ...{ taskId: task.taskId, outcome, value, timeMs },
      idempotencyKey: idempotencyKey(),
    };
    memory.current.set(task.taskId, { task, draft });
    setAnsweredId(task.taskId);
    await sender.add(answered);
    const refused = sender.queue.refused.some((one) => one.answer.taskId === task.taskId);
    if (refused) setAnsweredId(undefined);
  };

  const show = (again: ShownTask) => {
    const before = memory.current.get(again.taskId)?.draft;
    if (before) saveDraft(localStorage, storageKey(place, 'draft'), again.taskId, before);
    setAnsweredId(undefined);
    client.setQueryData(options.queryKey, (data) => data && { ...data, task: again });
  };

  const back = async (): Promise<BackResult> => {
    const unsent = await sender.takeBack(({ taskId }) => memory.current.has(taskId));
    const kept = unsent && memory.current.get(unsent.taskId);
    if (kept) {
      show(kept.task);
      return 'shown';
    }
    if (sender.queue.waiting.length > 0) return 'offline';
    try {
      const undone = await api.labeling.undo.mutate(place);
      if (!undone.task) return 'nothing';
      await client.cancelQueries({ queryKey: options.queryKey });
      show(undone.task);
      void next.refetch();
      return 'shown';
    } catch (error) {
      if (isRefusal(error)) throw error;
      return 'offline';
    }
  };

  return {
    next,
    task,
    /** The task just answered, until the next one is here. */
    leaving: task ? undefined : (next.data?.task ?? undefined),
    draft,
    setDraft,
    submit: () => give(draft.outcome ?? 'answered'),
    skip: () => give('skipped'),
    back,
    queue,
    isCutOff,
    isSending: queue.waiting.length > 0 && !isCutOff,
    dismissRefused: () => sender.dismissRefused(),
  };
}

/** What was said of the task shown; it survives a reload. */
function useDraft(place: LabelingPlace, task: ShownTask | undefined) {
  const key = storageKey(place, 'draft');
  const [said, setSaid] = useState<{ taskId: string; draft: Draft }>();
  const taskId = task?.taskId;
  const kept = () => (taskId === undefined ? undefined : loadDraft(localStorage, key, taskId));
  const draft = (said?.taskId === taskId ? said?.draft : kept()) ?? emptyDraft;
  const setDraft = useCallback(
    (changed: Draft) => {
      if (taskId === undefined) return;
      saveDraft(localStorage, key, taskId, changed);
      setSaid({ taskId, draft: changed });
    },
    [key, taskId],
  );
  return [draft, setDraft] as const;
}

/** When the current task came on screen. */
function useShownAt(taskId: string | undefined) {
  const shownAt = useRef(0);
  useEffect(() => {
    if (taskId !== undefined) shownAt.current = performance.now();
  }, [taskId]);
  return shownAt;
}
