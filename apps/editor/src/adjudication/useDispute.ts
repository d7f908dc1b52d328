import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, idempotencyKey } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import { dropDraft, loadDraft, saveDraft } from '../labeling/drafts.ts';
import { type Draft, emptyDraft } from '../labeling/forms/draft.ts';
import { type LabelingPlace, storageKey } from '../labeling/place.ts';
import type { Dispute } from './view.ts';

/** How often the page looks again: for something to decide, and whether what it shows is still to be decided. */
const LOOK_AGAIN_MS = 10_000;
const MOST_MS = 86_400_000;

/** One person's work at the disagreements of a batch: the one before them, what they say of it, deciding, going back. */
export function useDispute(place: LabelingPlace) {
  const queries = useQueryClient();
  const showError = useShowError();
  const queryKey = ['adjudication', place];
  const next = useQuery({
    queryKey,
    queryFn: () => api.labeling.dispute.mutate(place),
    refetchInterval: LOOK_AGAIN_MS,
    staleTime: 0,
    gcTime: 0,
  });
  const take = (dispute: Dispute) => queries.setQueryData(queryKey, dispute);
  const { task, first } = next.data ?? {};
  /** A first look and the decision are two things to say; the decision begins with what was said first. */
  const stage = task && `${task.taskId} ${first ? 'decision' : 'first'}`;
  const { draft, setDraft, forget } = useStageDraft(place, stage, first);
  const shownAt = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each stage is timed from when it is shown
  useEffect(() => {
    shownAt.current = performance.now();
  }, [stage]);
  const key = useRef({ stage: '', value: '' });
  const decide = useMutation({
    mutationFn: async () => {
      if (!task || !stage) return;
      // the same key when it is sent again after the line broke
      if (key.current.stage !== stage) key.current = { stage, value: idempotencyKey() };
      const timeMs = Math.min(MOST_MS, Math.round(performance.now() - shownAt.current));
      const said = { outcome: draft.outcome ?? 'answered', value: draft.value };
      const answer = { taskId: task.taskId, ...said, timeMs, idempotencyKey: key.current.value };
      await queries.cancelQueries({ queryKey });
      const after = await api.labeling.decide.mutate({ ...place, answer });
      forget(stage);
      take(after);
    },
    onError: showError,
  });
  const back = useMutation({
    mutationFn: async () => {
      key.current = { stage: '', value: '' };
      await queries.cancelQueries({ queryKey });
      take(await api.labeling.undecide.mutate(place));
    },
    onError: showError,
  });
  return { next, draft, setDraft, decide, back };
}

/** What is said of the dispute shown; it survives a reload. */
function useStageDraft(place: LabelingPlace, stage: string | undefined, first: Dispute['first']) {
  const key = `${storageKey(place, 'draft')}.adjudication`;
  const [said, setSaid] = useState<{ stage: string; draft: Draft }>();
  if (stage !== undefined && said?.stage !== stage)
    setSaid({ stage, draft: loadDraft(localStorage, key, stage) ?? first ?? emptyDraft });
  if (stage === undefined && said) setSaid(undefined);
  const setDraft = (draft: Draft) => {
    if (stage === undefined) return;
    setSaid({ stage, draft });
    saveDraft(localStorage, key, stage, draft);
  };
  /** What was submitted is no draft any more: whoever comes back to it begins with what is stored. */
  const forget = (submitted: string) => dropDraft(localStorage, key, submitted);
  return { draft: said?.stage === stage ? (said?.draft ?? emptyDraft) : emptyDraft, setDraft, forget };
}
