/** Work that several wait for; when the last of them leaves, it is ended. */
export class SharedWork<Result> {
  readonly result: Promise<Result>;
  readonly #ending = new AbortController();
  #waiting = 0;
  #isDone = false;

  constructor(work: (signal: AbortSignal) => Promise<Result>) {
    this.result = work(this.#ending.signal);
    const done = () => {
      this.#isDone = true;
    };
    this.result.then(done, done);
  }

  /** Whether the result is still to come. */
  get isUnderWay(): boolean {
    return !this.#isDone && !this.#ending.signal.aborted;
  }

  /** The result, for one who may leave before it is there. Throws the reason of a signal that fires. */
  async wait(leaving?: AbortSignal): Promise<Result> {
    this.#waiting++;
    const left = Promise.withResolvers<never>();
    const leave = () => left.reject(leaving?.reason);
    leaving?.addEventListener('abort', leave);
    try {
      return await Promise.race([this.result, left.promise]);
    } finally {
      leaving?.removeEventListener('abort', leave);
      this.#waiting--;
      if (this.#waiting === 0 && !this.#isDone)
        this.#ending.abort(new Error('Nobody waits for these figures any more.'));
    }
  }
}
