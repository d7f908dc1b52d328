import type { Answer, Outcome, ShownTask } from '@heed/schema';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, idempotencyKey, isRefusal, refusalCode } from '../api/client.ts';
import { dropDraft, loadDraft, saveDraft } from './drafts.ts';
import { type Draft, emptyDraft } from './forms/draft.ts';
import { type LabelingPlace, storageKey } from './place.ts';
import { useAnswerSender } from './useAnswerSender.ts';
import { useWork } from './useWork.ts';
import { tasksToDo } from './work.ts';

const MAX_TIME = 86_400_000;
/** Marks in the browser's record of performance: how long the next task took to appear. */
const SUBMITTED = 'heed-labeling-submitted';
const NEXT_SHOWN = 'heed-labeling-next';

/** What going back came to. */
export type BackResult = 'shown' | 'nothing' | 'offline';

/** One labeler's work at one batch: the task to judge, what was said so far, sending, going back. */
export function useLabeling(place: LabelingPlace) {
  const { next, take } = useWork(place);
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set());
  const [again, setAgain] = useState<ShownTask>();
  const memory = useRef(new Map<string, { task: ShownTask; draft: Draft }>());
  const { sender, queue, isCutOff, isOut } = useAnswerSender(place, take, () => void next.refetch());
  const given = new Set([...answered, ...queue.waiting.map(({ taskId }) => taskId)]);
  const [task, following] = tasksToDo(next.data?.tasks ?? [], again, given);
  const [draft, setDraft] = useDraft(place, task);
  const draftKey = storageKey(place, 'draft');
  const shownAt = useShownAt(task?.taskId);
  const isOver = next.data !== undefined && next.data.done >= next.data.total;
  useEffect(() => {
    if (isOver) localStorage.removeItem(draftKey);
  }, [isOver, draftKey]);

  const give = async (outcome: Outcome, played?: Answer['played']) => {
    if (!task) return;
    const { taskId } = task;
    const timeMs = Math.min(MAX_TIME, Math.round(performance.now() - shownAt.current));
    const value = outcome === 'skipped' ? {} : draft.value;
    performance.mark(SUBMITTED);
    memory.current.set(taskId, { task, draft });
    setAnswered(new Set([...answered, taskId]));
    dropDraft(localStorage, draftKey, taskId);
    const answer: Answer = {
      ...{ taskId, outcome, value, timeMs, idempotencyKey: idempotencyKey() },
      ...(played && { played }),
    };
    await sender.add(answer);
    const refused = sender.queue.refused.some((one) => one.answer.taskId === taskId);
    if (!refused) return;
    saveDraft(localStorage, draftKey, taskId, draft);
    setAnswered((all) => without(all, taskId));
  };

  const show = (shown: ShownTask, said: Draft | undefined) => {
    if (said) saveDraft(localStorage, draftKey, shown.taskId, said);
    setAnswered((all) => without(all, shown.taskId));
    setAgain(shown);
  };

  const back = async (): Promise<BackResult> => {
    const unsent = await sender.takeBack(({ taskId }) => memory.current.has(taskId));
    const kept = unsent && memory.current.get(unsent.taskId);
    if (kept) {
      show(kept.task, kept.draft);
      return 'shown';
    }
    if (sender.queue.waiting.length > 0) return 'offline';
    try {
      const undone = await api.labeling.undo.mutate(place);
      if (!undone.task) return 'nothing';
      show(undone.task, draftOf(undone));
      void next.refetch();
      return 'shown';
    } catch (error) {
      if (isRefusal(error)) throw error;
      return 'offline';
    }
  };

  return {
    next,
    take,
    task,
    /** The one that comes after it. */
    following,
    /** The task just answered, until the next one is here. */
    leaving: task ? undefined : next.data?.tasks.at(-1),
    draft,
    setDraft,
    /** With the shares of sounds and videos that were played. */
    submit: (played?: Answer['played']) => give(draft.outcome ?? 'answered', played),
    skip: (played?: Answer['played']) => give('skipped', played),
    /** Ends a conversation, whatever is said of its last turn. */
    finish: () => give('answered'),
    back,
    queue,
    isCutOff,
    /** Does the runner no longer let this labeler in? */
    isOut: isOut || refusalCode(next.error) === 'UNAUTHORIZED',
    isSending: queue.waiting.length > 0 && !isCutOff,
    dismissRefused: () => sender.dismissRefused(),
  };
}

function without(all: ReadonlySet<string>, taskId: string): ReadonlySet<string> {
  return new Set([...all].filter((one) => one !== taskId));
}

/** A given answer as a draft, to be changed. */
export function draftOf({ outcome, value }: Pick<Answer, 'outcome' | 'value'>): Draft {
  return outcome === 'skipped' ? emptyDraft : { outcome, value };
}

/** What was said of the task shown; it survives a reload, and going back to another task. */
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
    if (taskId === undefined) return;
    shownAt.current = performance.now();
    if (performance.getEntriesByName(SUBMITTED).length === 0) return;
    performance.measure(NEXT_SHOWN, SUBMITTED);
    performance.clearMarks(SUBMITTED);
  }, [taskId]);
  return shownAt;
}
