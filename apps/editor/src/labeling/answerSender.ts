import type { Answer } from '@heed/schema';
import {
  type AnswerQueue,
  enqueue,
  type KeyValueStore,
  loadQueue,
  type Sent,
  saveQueue,
  settle,
  withdraw,
} from './answerQueue.ts';

/** Seconds to wait before sending again after a failure; the last one repeats. */
const RETRY_SECONDS = [1, 2, 5, 15, 30];

export interface SenderSetup {
  store: KeyValueStore;
  /** Where in the store the waiting answers lie. */
  key: string;
  send(answer: Answer): Promise<Sent>;
  /** Called on every change, with whether the runner is out of reach. */
  changed(queue: AnswerQueue, isCutOff: boolean): void;
}

/**
 * Sends answers one at a time in the order given, and keeps those that cannot be sent in the browser's
 * storage, so that they outlive a reload and go out when the runner can be reached again.
 */
export class AnswerSender {
  readonly #setup: SenderSetup;
  #queue: AnswerQueue;
  #flushing: Promise<void> | undefined;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;

  constructor(setup: SenderSetup) {
    this.#setup = setup;
    this.#queue = loadQueue(setup.store, setup.key);
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

  /** Takes back the newest answer that never left this browser, if it is a wanted one. */
  async takeBack(isWanted: (answer: Answer) => boolean = () => true): Promise<Answer | undefined> {
    await this.#flushing;
    const answer = this.#queue.waiting.at(-1);
    if (!answer || !isWanted(answer)) return undefined;
    this.#update(withdraw(this.#queue, answer));
    return answer;
  }

  /** Forgets refused answers after the labeler has read why. */
  dismissRefused(): void {
    this.#update({ ...this.#queue, refused: [] });
  }

  /** Takes up what waits in the browser, whichever tab left it there, and sends it. */
  begin(): void {
    this.#isStopped = false;
    this.#queue = loadQueue(this.#setup.store, this.#setup.key);
    this.#setup.changed(this.#queue, this.#failures > 0);
    void this.flush();
  }

  /** Sends and writes nothing any more: what waits stays stored, and belongs to the tab that goes on with it. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  async #sendAll(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#queue.waiting.length === 0) return;
    for (let next = this.#queue.waiting[0]; next && !this.#isStopped; next = this.#queue.waiting[0]) {
      const sent = await this.#setup.send(next);
      if (this.#isStopped) return;
      this.#failures = sent.result === 'later' ? this.#failures + 1 : 0;
      this.#update(settle(this.#queue, next, sent));
      if (sent.result === 'later') return this.#retryLater();
    }
  }

  #retryLater(): void {
    const seconds = RETRY_SECONDS[Math.min(this.#failures, RETRY_SECONDS.length) - 1] ?? 1;
    this.#timer = setTimeout(() => void this.flush(), seconds * 1000);
  }

  #update(queue: AnswerQueue): void {
    this.#queue = queue;
    saveQueue(this.#setup.store, this.#setup.key, queue);
    this.#setup.changed(queue, this.#failures > 0);
  }
}
