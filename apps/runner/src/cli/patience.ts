import { setTimeout as pause } from 'node:timers/promises';
import { isOutage } from './connect.ts';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5000;

/** Goes on after a lost connection, and says so once for each time that it is lost. */
export class Patience {
  readonly #origin: string;
  #isLost = false;
  #waitMs = FIRST_WAIT_MS;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** The runner answers. */
  back(): void {
    this.#isLost = false;
    this.#waitMs = FIRST_WAIT_MS;
  }

  /** Says that the connection is lost, where that is news, and waits before the next try. */
  async wait(signal?: AbortSignal): Promise<void> {
    if (!this.#isLost)
      console.error(
        `Lost the connection to ${this.#origin}; runs go on there. Trying again until it is back.`,
      );
    this.#isLost = true;
    await pause(this.#waitMs, undefined, { signal }).catch(() => {});
    this.#waitMs = Math.min(this.#waitMs * 2, LONGEST_WAIT_MS);
  }

  /** Repeats a call that may be repeated until the runner answers it. */
  async keepTrying<Result>(call: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        const result = await call();
        this.back();
        return result;
      } catch (error) {
        if (!isOutage(error)) throw error;
        await this.wait();
      }
    }
  }
}
