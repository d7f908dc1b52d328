import { type Answer, answerSchema } from '@heed/schema';
import { z } from 'zod';

/** The part of `localStorage` that the queue needs. */
export type KeyValueStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** An answer that the runner refused for good, with its reason. */
const refusedSchema = z.object({ answer: answerSchema, reason: z.string() });
const queueSchema = z.object({ waiting: z.array(answerSchema), refused: z.array(refusedSchema) });
export type AnswerQueue = z.infer<typeof queueSchema>;

export const emptyQueue: AnswerQueue = { waiting: [], refused: [] };

/** What became of an attempt to send: stored, to be tried again, or refused for good. */
export type Sent = { result: 'stored' } | { result: 'later' } | { result: 'refused'; reason: string };

/** Reads the answers that still wait in this browser; a damaged entry reads as empty. */
export function loadQueue(store: KeyValueStore, key: string): AnswerQueue {
  try {
    return queueSchema.parse(JSON.parse(store.getItem(key) ?? 'null'));
  } catch {
    return emptyQueue;
  }
}

export function saveQueue(store: KeyValueStore, key: string, queue: AnswerQueue): void {
  if (queue.waiting.length + queue.refused.length === 0) store.removeItem(key);
  else store.setItem(key, JSON.stringify(queue));
}

/** Adds an answer once; a newer answer to the same task takes the place of one that was not sent yet. */
export function enqueue(queue: AnswerQueue, answer: Answer): AnswerQueue {
  const others = queue.waiting.filter(({ taskId }) => taskId !== answer.taskId);
  return { ...queue, waiting: [...others, answer] };
}

/** Takes out one answer that was not sent. */
export function withdraw(queue: AnswerQueue, { idempotencyKey }: Answer): AnswerQueue {
  return { ...queue, waiting: queue.waiting.filter((one) => one.idempotencyKey !== idempotencyKey) };
}

/** The queue after one answer was sent, whatever came of it. */
export function settle(queue: AnswerQueue, answer: Answer, sent: Sent): AnswerQueue {
  if (sent.result === 'later') return queue;
  const { waiting } = withdraw(queue, answer);
  const refused =
    sent.result === 'refused' ? [...queue.refused, { answer, reason: sent.reason }] : queue.refused;
  return { waiting, refused };
}
