import type { Answer } from '@heed/schema';
import {
  type AnswerQueue,
  enqueue,
  type KeyValueStore,
  loadQueue,
  type Sent,
  saveQueue,
  settle,
  takeBack,
} from './answerQueue.ts';

/** Seconds to wait before sending again after a failure; the last one repeats. */
const RETRY_SECONDS = [1, 2, 5, 15, 30];

/**
 * Sends answers one at a time in the order given, and keeps those that cannot be sent in the browser's
 * storage, so that they outlive a reload and go out when the runner can be reached again.
 */
export class AnswerSender {
  #queue: AnswerQueue;
  #flushing: Promise<void> | undefined;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #store: KeyValueStore;
  readonly #key: string;
  readonly #send: (answer: Answer) => Promise<Sent>;
  readonly #changed: (queue: AnswerQueue, offline: boolean) => void;

  constructor(
    store: KeyValueStore,
    key: string,
    send: (answer: Answer) => Promise<Sent>,
    changed: (queue: AnswerQueue, offline: boolean) => void,
  ) {
    this.#store = store;
    this.#key = key;
    this.#send = send;
    this.#changed = changed;
    this.#queue = loadQueue(store, key);
  }

  get queue(): AnswerQueue {
    return this.#queue;
  }

  /** Stores an answer, then sends it; resolves when it was sent or put off. */
  async add(answer: Answer): Promise<void> {
    this.#update(enqueue(this.#queue, answer));
    await this.flush();
  }

  /** Sends what waits. Calls made meanwhile join the one under way. */
  flush(): Promise<void> {
    this.#flushing ??= this.#sendAll().finally(() => {
      this.#flushing = undefined;
    });
    return this.#flushing;
  }

  /** Takes back the newest answer if it never left this browser. */
  async takeBack(): Promise<Answer | undefined> {
    await this.#flushing;
    const { queue, answer } = takeBack(this.#queue);
    if (answer) this.#update(queue);
    return answer;
  }

  /** Forgets refused answers after the labeler has read why. */
  dismissRefused(): void {
    this.#update({ ...this.#queue, refused: [] });
  }

  /** Ends retries; what waits stays stored. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  async #sendAll(): Promise<void> {
    clearTimeout(this.#timer);
    for (let next = this.#queue.waiting[0]; next; next = this.#queue.waiting[0]) {
      const sent = await this.#send(next);
      this.#failures = sent.result === 'offline' ? this.#failures + 1 : 0;
      this.#update(settle(this.#queue, next, sent));
      if (sent.result === 'offline') return this.#retryLater();
    }
  }

  #retryLater(): void {
    const seconds = RETRY_SECONDS[Math.min(this.#failures, RETRY_SECONDS.length) - 1] ?? 1;
    this.#timer = setTimeout(() => void this.flush(), seconds * 1000);
  }

  #update(queue: AnswerQueue): void {
    this.#queue = queue;
    saveQueue(this.#store, this.#key, queue);
    this.#changed(queue, this.#failures > 0);
  }
}
