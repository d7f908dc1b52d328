/** Rest after the last edit before it is saved, in milliseconds. */
const REST_MS = 1200;
/** Edits without a rest are saved at least this often. */
const LONGEST_MS = 8000;
/** Seconds to wait before trying again after a failure; the last one repeats. */
const RETRY_SECONDS = [1, 2, 5, 10];

/** What became of sending: out of reach means that it is tried again, a conflict that a person has to choose. */
export type Sent =
  | { result: 'saved' }
  | { result: 'unreachable' }
  | { result: 'conflict' }
  | { result: 'refused'; error: unknown };

export type SaveStatus =
  | { at: 'saved'; time?: number }
  /** There are edits, which will be saved in a moment. */
  | { at: 'waiting' }
  | { at: 'saving' }
  | { at: 'unreachable' }
  /** Nothing is sent until a person has chosen. */
  | { at: 'conflict' }
  /** Nothing is sent until the next edit. */
  | { at: 'refused'; error: unknown };

interface AutosaverSetup {
  /** Are there edits that the runner does not have? */
  isDirty(): boolean;
  /** Sends all edits made so far. Never throws. */
  send(): Promise<Sent>;
  changed(status: SaveStatus): void;
}

/** Saves edits after a short rest, one request at a time, and tries again while the runner is out of reach. */
export class Autosaver {
  readonly #setup: AutosaverSetup;
  #status: SaveStatus = { at: 'saved' };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #dirtySince: number | undefined;
  #failures = 0;
  #sending: Promise<boolean> | undefined;

  constructor(setup: AutosaverSetup) {
    this.#setup = setup;
  }

  get status(): SaveStatus {
    return this.#status;
  }

  /** Something was edited, or taken back. */
  touch(): void {
    if (this.#status.at === 'conflict' || this.#sending) return;
    if (!this.#setup.isDirty()) {
      this.stop();
      this.#dirtySince = undefined;
      if (this.#status.at !== 'saved') this.#become({ at: 'saved' });
      return;
    }
    if (this.#status.at === 'unreachable') return;
    if (this.#status.at !== 'waiting') this.#become({ at: 'waiting' });
    this.#dirtySince ??= Date.now();
    const longest = this.#dirtySince + LONGEST_MS - Date.now();
    this.#later(Math.max(0, Math.min(REST_MS, longest)));
  }

  /** Saves now; resolves with true once the runner has every edit made so far. */
  async flush(): Promise<boolean> {
    if (this.#status.at === 'conflict') return false;
    while (this.#setup.isDirty()) if (!(await this.#send())) return false;
    return true;
  }

  /** A person has chosen; saving goes on. */
  resolved(): Promise<boolean> {
    if (this.#status.at === 'conflict') this.#become({ at: 'waiting' });
    return this.flush();
  }

  /** Ends what is planned; edits are for the browser's storage then. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Joins the request under way; edits made meanwhile are for the next one. */
  #send(): Promise<boolean> {
    this.#sending ??= this.#sendOnce().finally(() => {
      this.#sending = undefined;
      if (this.#status.at === 'saved') this.touch();
    });
    return this.#sending;
  }

  async #sendOnce(): Promise<boolean> {
    this.stop();
    this.#become({ at: 'saving' });
    const sent = await this.#setup.send();
    this.#dirtySince = undefined;
    this.#failures = sent.result === 'unreachable' ? this.#failures + 1 : 0;
    if (sent.result === 'saved') this.#become({ at: 'saved', time: Date.now() });
    else if (sent.result === 'refused') this.#become({ at: 'refused', error: sent.error });
    else this.#become({ at: sent.result });
    if (sent.result === 'unreachable') {
      const seconds = RETRY_SECONDS[Math.min(this.#failures, RETRY_SECONDS.length) - 1] ?? 1;
      this.#later(seconds * 1000);
    }
    return sent.result === 'saved';
  }

  #later(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#send(), milliseconds);
  }

  #become(status: SaveStatus): void {
    this.#status = status;
    this.#setup.changed(status);
  }
}
