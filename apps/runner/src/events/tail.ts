import type { RunEvent } from '@heed/schema';

/** Characters of events that are kept for those who follow a run closely. */
const MOST_CHARACTERS = 4_000_000;

/** An event with the length of its text in the database. */
export interface StoredEvent {
  event: RunEvent;
  size: number;
}

/**
 * The newest events of one run: read from the database once for all who follow it. Whoever is further behind reads the
 * database by himself, so that a slow reader costs no memory.
 */
export class Tail {
  readonly #read: (after: number) => StoredEvent[];
  #events: StoredEvent[] = [];
  #size = 0;
  /** Every event after this one, up to the last one read, is here. */
  #since: number;
  #last: number;
  #stale = true;
  followers = 0;

  constructor(since: number, read: (after: number) => StoredEvent[]) {
    this.#read = read;
    this.#since = since;
    this.#last = since;
  }

  /** There is more in the database. */
  outdate(): void {
    this.#stale = true;
  }

  /** The events after a sequence number, or undefined where they are too old to be here. */
  after(seq: number): RunEvent[] | undefined {
    if (this.#stale) this.#update();
    if (seq < this.#since) return undefined;
    let first = this.#events.length;
    while (first > 0 && (this.#events[first - 1] as StoredEvent).event.seq > seq) first--;
    return this.#events.slice(first).map(({ event }) => event);
  }

  #update(): void {
    this.#stale = false;
    for (let page = this.#read(this.#last); page.length; page = this.#read(this.#last)) {
      for (const stored of page) {
        this.#events.push(stored);
        this.#size += stored.size;
        this.#last = stored.event.seq;
      }
      this.#forget();
    }
  }

  #forget(): void {
    let count = 0;
    for (; this.#size > MOST_CHARACTERS && count < this.#events.length; count++) {
      const { event, size } = this.#events[count] as StoredEvent;
      this.#size -= size;
      this.#since = event.seq;
    }
    this.#events.splice(0, count);
  }
}
