/** Addresses that are remembered; beyond that the oldest are forgotten. */
const MOST_SOURCES = 10_000;

/** Counts wrong links and tokens by the address they came from: too many within a minute, and it has to wait. */
export class WrongAttempts {
  readonly #most: number;
  readonly #windowMs: number;
  readonly #now: () => number;
  readonly #seen = new Map<string, { count: number; until: number }>();

  constructor(most = 30, windowMs = 60_000, now: () => number = Date.now) {
    this.#most = most;
    this.#windowMs = windowMs;
    this.#now = now;
  }

  /** Seconds that an address has to wait; 0 where it may try. */
  waitOf(source: string): number {
    const found = this.#seen.get(source);
    const left = found && found.count >= this.#most ? found.until - this.#now() : 0;
    return Math.max(0, Math.ceil(left / 1000));
  }

  /** Notes a wrong link or token. */
  note(source: string): void {
    const now = this.#now();
    const found = this.#seen.get(source);
    if (found && found.until > now) found.count += 1;
    else {
      this.#seen.delete(source);
      this.#seen.set(source, { count: 1, until: now + this.#windowMs });
    }
    const [oldest] = this.#seen.keys();
    if (this.#seen.size > MOST_SOURCES && oldest !== undefined) this.#seen.delete(oldest);
  }
}
