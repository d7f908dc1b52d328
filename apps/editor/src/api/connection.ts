/** Seconds between two questions whether the runner is there again; the last one repeats. */
const ASK_AGAIN_SECONDS = [1, 2, 3, 5, 10];

interface ConnectionSetup {
  /** Resolves with true when the runner answers, whatever it says. */
  probe(): Promise<boolean>;
  /** Called each time the runner is there again. */
  onReturn(): void;
}

/** Whether the runner can be reached: requests tell, and while it is out of reach it is asked for again and again. */
export class Connection {
  readonly #setup: ConnectionSetup;
  readonly #listeners = new Set<() => void>();
  #isUp = true;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(setup: ConnectionSetup) {
    this.#setup = setup;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** A request got an answer, or none. */
  report(isUp: boolean): void {
    if (isUp === this.#isUp) return;
    this.#isUp = isUp;
    clearTimeout(this.#timer);
    this.#failures = 0;
    for (const listener of this.#listeners) listener();
    if (isUp) this.#setup.onReturn();
    else this.#askLater();
  }

  /** Asks at once instead of waiting for the next time. */
  async askNow(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#isUp) return;
    if (await this.#setup.probe()) this.report(true);
    else if (!this.#isUp) this.#askLater();
  }

  /** A stream broke off: asks whether the runner is still there. */
  async doubt(): Promise<void> {
    if (this.#isUp) this.report(await this.#setup.probe());
  }

  #askLater(): void {
    const seconds = ASK_AGAIN_SECONDS[Math.min(this.#failures, ASK_AGAIN_SECONDS.length - 1)] ?? 1;
    this.#failures++;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.askNow(), seconds * 1000);
  }
}
