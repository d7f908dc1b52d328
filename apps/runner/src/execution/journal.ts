import { type Database, transact } from '../db/open.ts';
import { failpoint } from '../failpoints.ts';
import { Draft } from './core/draft.ts';
import type { Effect, Place, SchedulerEvent, SchedulerState, Step } from './core/state.ts';
import { apply } from './core/step.ts';
import { persist, type Stores } from './persist.ts';

/** One transaction takes in no more than this, so that the API answers in between. */
const LONGEST_MS = 40;
/** While nothing can be written, what nodes show of themselves waits up to this many entries. */
const MOST_WAITING = 20_000;

/** What waits to be written: an event for the scheduler, or what a node shows of itself. */
export type Entry = SchedulerEvent | { type: 'write'; work: () => void };

export interface JournalOptions {
  stores: Stores;
  /** What the cache says of a node that is about to start; undefined where finding out takes its time. */
  lookUp(place: Place): SchedulerEvent | undefined;
  /** Runs the work in one transaction; tests put a full disk here. */
  write?(db: Database, work: () => void): void;
}

/**
 * Takes in what happens, in order: the scheduler's decisions and their events are written in one transaction. Where that
 * fails, nothing has happened and everything still waits.
 */
export class Journal {
  readonly #options: JournalOptions;
  readonly #waiting: Entry[] = [];

  constructor(options: JournalOptions) {
    this.#options = options;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  add(entry: Entry): void {
    if (entry.type !== 'write' || this.#waiting.length < MOST_WAITING) this.#waiting.push(entry);
  }

  /** Puts events before everything that waits. */
  addFirst(events: readonly SchedulerEvent[]): void {
    this.#waiting.unshift(...events);
  }

  /**
   * Takes in what waits and what follows from it at once, for at most 40 ms. Gives the scheduler's new state and the
   * effects that are now to be carried out. Throws where it cannot be written.
   */
  takeIn(state: SchedulerState, now: number): Step {
    const { stores, write = transact } = this.#options;
    const draft = new Draft(state, now);
    const effects: Effect[] = [];
    const following: SchedulerEvent[] = [];
    const touched = new Set<string>();
    let taken = 0;
    failpoint('transaction.begins');
    write(stores.db, () => {
      const until = performance.now() + LONGEST_MS;
      do {
        const entry = following.shift() ?? (this.#waiting[taken++] as Entry);
        if (entry.type === 'write') entry.work();
        else for (const effect of this.#decide(draft, entry, touched)) this.#ask(effect, effects, following);
      } while ((following.length || taken < this.#waiting.length) && performance.now() < until);
      failpoint('transaction.written');
    });
    failpoint('transaction.committed');
    this.#waiting.splice(0, taken, ...following);
    for (const run of touched) stores.log.wake(run);
    return { state: draft.finish(), effects };
  }

  #decide(draft: Draft, event: SchedulerEvent, touched: Set<string>): Effect[] {
    const seen = draft.effects.length;
    apply(draft, event);
    const decided = draft.effects.slice(seen);
    for (const run of persist(this.#options.stores, decided, Date.now())) touched.add(run);
    return decided;
  }

  /** Looks nodes up in the cache on the spot where that can be; everything else is carried out later. */
  #ask(effect: Effect, later: Effect[], following: SchedulerEvent[]): void {
    const answer = effect.type === 'look-up' ? this.#options.lookUp(effect.place) : undefined;
    if (answer) following.push(answer);
    else later.push(effect);
  }
}
