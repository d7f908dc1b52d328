import type { Answer } from '@heed/schema';
import { useEffect, useRef, useState } from 'react';
import { api, refusalCode } from '../api/client.ts';
import { emptyQueue, type Sent } from './answerQueue.ts';
import { AnswerSender } from './answerSender.ts';
import { type LabelingPlace, storageKey } from './place.ts';
import { TASKS_AHEAD } from './useWork.ts';
import type { Batch } from './view.ts';

/** Refusals that asking again cannot change. All others keep the answer waiting. */
const finalCodes = new Set(['BAD_REQUEST', 'NOT_FOUND', 'CONFLICT', 'UNPROCESSABLE_CONTENT']);

type Outcome = Sent & { isOut?: boolean };

async function send(place: LabelingPlace, answer: Answer, onWork: (work: Batch) => void): Promise<Outcome> {
  try {
    onWork(await api.labeling.answer.mutate({ ...place, answer, ahead: TASKS_AHEAD }));
    return { result: 'stored' };
  } catch (error) {
    const code = refusalCode(error) ?? '';
    if (!finalCodes.has(code)) return { result: 'later', isOut: code === 'UNAUTHORIZED' };
    return { result: 'refused', reason: (error as Error).message };
  }
}

/**
 * The sender of this labeler's answers, with what still waits; sends at once when the browser comes online.
 * Where the runner no longer knows the labeler, answers are kept and `isOut` says so. `onWork` gets what the runner answers, the tasks that come next; `onRefused` is called when it refused one.
 */
export function useAnswerSender(place: LabelingPlace, onWork: (work: Batch) => void, onRefused: () => void) {
  const [queue, setQueue] = useState(emptyQueue);
  const [isCutOff, setCutOff] = useState(false);
  const [isOut, setOut] = useState(false);
  const heard = useRef({ onWork, onRefused });
  heard.current = { onWork, onRefused };
  const [sender] = useState(
    () =>
      new AnswerSender({
        store: localStorage,
        key: storageKey(place, 'answers'),
        send: async (answer) => {
          const sent = await send(place, answer, (work) => heard.current.onWork(work));
          setOut(sent.isOut === true);
          if (sent.result === 'refused') heard.current.onRefused();
          return sent;
        },
        changed: (changed, cutOff) => {
          setQueue(changed);
          setCutOff(cutOff);
        },
      }),
  );
  useEffect(() => {
    const flush = () => void sender.flush();
    sender.begin();
    window.addEventListener('online', flush);
    return () => {
      window.removeEventListener('online', flush);
      sender.stop();
    };
  }, [sender]);
  return { sender, queue, isCutOff: isCutOff && !isOut, isOut };
}
