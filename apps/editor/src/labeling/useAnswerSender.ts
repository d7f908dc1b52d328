import type { Answer } from '@heed/schema';
import { useEffect, useRef, useState } from 'react';
import { api, refusalCode } from '../api/client.ts';
import { emptyQueue, type Sent } from './answerQueue.ts';
import { AnswerSender } from './answerSender.ts';
import { type LabelingPlace, storageKey } from './place.ts';

/** Refusals that asking again cannot change. All others keep the answer waiting. */
const finalCodes = new Set(['BAD_REQUEST', 'NOT_FOUND', 'CONFLICT', 'UNPROCESSABLE_CONTENT']);

async function send(place: LabelingPlace, answer: Answer): Promise<Sent> {
  try {
    await api.labeling.answer.mutate({ ...place, answer, ahead: 0 });
    return { result: 'stored' };
  } catch (error) {
    if (!finalCodes.has(refusalCode(error) ?? '')) return { result: 'later' };
    return { result: 'refused', reason: (error as Error).message };
  }
}

/**
 * The sender of this labeler's answers, with what still waits; sends at once when the browser comes online.
 * `onDrained` is called when all that waited was sent.
 */
export function useAnswerSender(place: LabelingPlace, onDrained: () => void) {
  const [queue, setQueue] = useState(emptyQueue);
  const [isCutOff, setCutOff] = useState(false);
  const drained = useRef(onDrained);
  drained.current = onDrained;
  const [sender] = useState(
    () =>
      new AnswerSender({
        store: localStorage,
        key: storageKey(place, 'answers'),
        send: (answer) => send(place, answer),
        changed: (changed, cutOff) => {
          setQueue(changed);
          setCutOff(cutOff);
        },
        drained: () => drained.current(),
      }),
  );
  useEffect(() => {
    setQueue(sender.queue);
    const flush = () => void sender.flush();
    flush();
    window.addEventListener('online', flush);
    return () => {
      window.removeEventListener('online', flush);
      sender.stop();
    };
  }, [sender]);
  return { sender, queue, isCutOff };
}
