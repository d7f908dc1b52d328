import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { api, isRefusal, refusalCode } from '../../../api/client.ts';
import { type LabelingPlace, storageKey } from '../../place.ts';
import { type DialogueView, loadView, saveView } from './kept.ts';
import { type Deed, loadDeed, saveDeed } from './outbox.ts';

/** How often to look while the model is at work. */
const LOOK_MS = 350;
/** Seconds to wait before sending again after a failure; the last one repeats. */
const RETRY_SECONDS = [1, 2, 5, 15];

const moving: ReadonlySet<string> = new Set(['waiting', 'starting', 'generating']);

/**
 * A conversation with a model: where it is, and a way to go on that outlives reloads and lost connections. A message
 * that the runner refused is given back.
 */
export function useDialogue(place: LabelingPlace, taskId: string, giveBack: (message: string) => void) {
  const client = useQueryClient();
  const viewKey = storageKey(place, 'conversation');
  const { run, node, labeler } = place;
  const queryKey = useMemo(() => ['dialogue', run, node, labeler, taskId], [run, node, labeler, taskId]);
  const view = useQuery({
    queryKey,
    queryFn: () => api.dialogues.view.query({ ...place, taskId }),
    initialData: () => loadView(localStorage, viewKey, taskId),
    refetchOnMount: 'always',
    refetchOnReconnect: 'always',
    gcTime: 0,
    networkMode: 'always',
    refetchIntervalInBackground: true,
    refetchInterval: ({ state }) => (moving.has(state.data?.now.state ?? '') ? LOOK_MS : false),
  });
  const take = useCallback(
    (taken: DialogueView) => {
      void client.cancelQueries({ queryKey });
      client.setQueryData(queryKey, taken);
    },
    [client, queryKey],
  );
  useEffect(() => {
    if (view.data) saveView(localStorage, viewKey, taskId, view.data);
  }, [view.data, viewKey, taskId]);
  const outbox = useOutbox(place, taskId, take, (deed) => {
    if (deed.kind === 'say') giveBack(deed.text);
    void view.refetch();
  });
  const retry = () => api.dialogues.retry.mutate({ ...place, taskId }).then(take);
  return { view, ...outbox, retry };
}

/** Sends what the labeler did, again and again until the runner has it or refuses it. */
function useOutbox(
  place: LabelingPlace,
  taskId: string,
  take: (view: DialogueView) => void,
  onRefused: (deed: Deed) => void,
) {
  const key = storageKey(place, 'deed');
  const [deed, setDeed] = useState(() => loadDeed(localStorage, key, taskId));
  const [isCutOff, setCutOff] = useState(false);
  const [refused, setRefused] = useState<unknown>();
  const latest = useRef({ place, take, onRefused });
  latest.current = { place, take, onRefused };
  useEffect(() => {
    if (!deed) return;
    let failures = 0;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout>;
    const settle = () => {
      saveDeed(localStorage, key, undefined);
      setDeed(undefined);
      setCutOff(false);
    };
    const attempt = async () => {
      try {
        const taken = await send(latest.current.place, deed);
        if (isOver) return;
        latest.current.take(taken);
        settle();
      } catch (error) {
        if (isOver) return;
        if (isRefusal(error) && refusalCode(error) !== 'TOO_MANY_REQUESTS') {
          setRefused(error);
          settle();
          latest.current.onRefused(deed);
          return;
        }
        setCutOff(true);
        const seconds = RETRY_SECONDS[Math.min(failures++, RETRY_SECONDS.length - 1)] ?? 1;
        timer = setTimeout(() => void attempt(), seconds * 1000);
      }
    };
    const now = () => {
      clearTimeout(timer);
      void attempt();
    };
    now();
    window.addEventListener('online', now);
    return () => {
      isOver = true;
      clearTimeout(timer);
      window.removeEventListener('online', now);
    };
  }, [deed, key]);
  const act = (done: Deed) => {
    saveDeed(localStorage, key, done);
    setRefused(undefined);
    setDeed(done);
  };
  return { deed, act, isCutOff, refused };
}

function send(place: LabelingPlace, { kind, ...deed }: Deed): Promise<DialogueView> {
  const sent = { ...place, ...deed };
  if (kind === 'say') return api.dialogues.say.mutate(sent as Parameters<typeof api.dialogues.say.mutate>[0]);
  return api.dialogues.judge.mutate(sent as Parameters<typeof api.dialogues.judge.mutate>[0]);
}
