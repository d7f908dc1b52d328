import type { Quorum } from '../api/labeling-views.ts';
import { type Database, transact } from '../db/open.ts';
import type { EventLog } from '../events/log.ts';
import type { BatchPlace } from './batches.ts';

/** A batch's progress is told at most this often: every event goes to all who look on. */
const QUIET_MS = 250;
/** When writing failed, for instance since the disk is full. */
const RETRY_MS = 1000;

interface Surroundings {
  db: Database;
  log: EventLog;
  quorum(place: BatchPlace): Quorum;
}

interface Told {
  at: number;
  timer?: ReturnType<typeof setTimeout>;
}

/** Tells those who follow a run how far its batches are: the last state always, what comes in between now and then. */
export class Announcer {
  readonly #around: Surroundings;
  readonly #told = new Map<string, Told>();
  readonly #lastEvent;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#lastEvent = around.db.$client
      .prepare<[string, string], string>(
        `SELECT payload FROM events WHERE run = ? AND node = ? AND type = 'labeling' ORDER BY seq DESC LIMIT 1`,
      )
      .pluck();
  }

  /**
   * Belongs in the transaction that changed the batch. Writes the state where it was not told lately or where the
   * batch is complete; gives what is to be done after the transaction.
   */
  changed(place: BatchPlace): () => void {
    const quorum = this.#around.quorum(place);
    const told = this.#told.get(keyOf(place));
    const isDue = !told || performance.now() - told.at >= QUIET_MS || quorum.done >= quorum.total;
    if (!isDue) return () => this.#tellLater(place, told, QUIET_MS - (performance.now() - told.at));
    this.#append(place, quorum);
    return () => this.#tellNow(place);
  }

  /** Tells what a runner that ended did not come to tell. */
  catchUp(place: BatchPlace): void {
    const text = this.#lastEvent.get(place.run, place.node);
    const last = text === undefined ? undefined : (JSON.parse(text) as Quorum);
    const { done, total, disputes } = this.#around.quorum(place);
    if (last?.done !== done || last.total !== total || last.disputes !== disputes) this.#write(place);
  }

  /** Tells what is still to be told. */
  close(): void {
    for (const [key, { timer }] of this.#told) {
      if (timer === undefined) continue;
      clearTimeout(timer);
      this.#write(placeOf(key));
    }
    this.#told.clear();
  }

  #write(place: BatchPlace): void {
    transact(this.#around.db, () => this.#append(place, this.#around.quorum(place)));
    this.#tellNow(place);
  }

  #append({ run, node }: BatchPlace, quorum: Quorum): void {
    this.#around.log.append(run, Date.now(), { type: 'labeling', node, ...quorum });
  }

  #tellNow(place: BatchPlace): void {
    clearTimeout(this.#told.get(keyOf(place))?.timer);
    this.#told.set(keyOf(place), { at: performance.now() });
    this.#around.log.wake(place.run);
  }

  #tellLater(place: BatchPlace, told: Told, wait: number): void {
    told.timer ??= setTimeout(() => {
      told.timer = undefined;
      try {
        this.#write(place);
      } catch {
        this.#tellLater(place, told, RETRY_MS);
      }
    }, wait);
  }
}

function keyOf({ run, node }: BatchPlace): string {
  return `${run}/${node}`;
}

function placeOf(key: string): BatchPlace {
  const [run = '', node = ''] = key.split('/');
  return { run, node };
}
