import { EventEmitter } from 'node:events';
import type { DeviceUse, EventPayload, RunEvent } from '@heed/schema';
import { and, asc, desc, eq, gt } from 'drizzle-orm';
import type { Database } from '../db/open.ts';
import { events } from '../db/tables.ts';

/** Events read from the database at a time. */
const PAGE = 500;

/** The append-only log. `append` belongs in the transaction that makes the event true; `wake` comes after it. */
export class EventLog {
  readonly #db: Database;
  readonly #wakes = new EventEmitter().setMaxListeners(0);

  constructor(db: Database) {
    this.#db = db;
  }

  append(run: string, at: number, payload: EventPayload): void {
    const node = 'node' in payload ? payload.node : null;
    this.#db.insert(events).values({ run, at, type: payload.type, node, payload }).run();
  }

  /** Tells those who follow a run that there is more to read. */
  wake(run: string): void {
    this.#wakes.emit(run);
  }

  /** Events of a run after a sequence number, oldest first, at most 500. */
  after(run: string, seq: number): RunEvent[] {
    return this.#db
      .select({ seq: events.seq, run: events.run, at: events.at, payload: events.payload })
      .from(events)
      .where(and(eq(events.run, run), gt(events.seq, seq)))
      .orderBy(asc(events.seq))
      .limit(PAGE)
      .all();
  }

  /** Sequence number of a run's last event; 0 before the first. */
  lastSeq(run: string): number {
    const last = this.#db
      .select({ seq: events.seq })
      .from(events)
      .where(eq(events.run, run))
      .orderBy(desc(events.seq))
      .limit(1)
      .get();
    return last?.seq ?? 0;
  }

  /** Log lines of one node. */
  lines(run: string, node: string) {
    const rows = this.#db
      .select({ at: events.at, payload: events.payload })
      .from(events)
      .where(and(eq(events.run, run), eq(events.node, node), eq(events.type, 'log')))
      .orderBy(asc(events.seq))
      .all();
    return rows.flatMap(({ at, payload }) =>
      payload.type === 'log' ? [{ at, level: payload.level, text: payload.text }] : [],
    );
  }

  /** Where each node of a run computes, by node: what its last attempt said. */
  devices(run: string): Map<string, DeviceUse> {
    const rows = this.#db
      .select({ payload: events.payload })
      .from(events)
      .where(and(eq(events.run, run), eq(events.type, 'device')))
      .orderBy(asc(events.seq))
      .all();
    return new Map(
      rows.flatMap(({ payload }) => {
        if (payload.type !== 'device') return [];
        const { device, threads, rejected } = payload;
        return [[payload.node, { device, threads, rejected }]];
      }),
    );
  }

  /**
   * Every event of a run after `seq`, then those still to come. Reads only the database, so that there is no
   * gap and no repeat between replay and live. Ends after an event for which `isLast` holds, or on `signal`.
   */
  async *follow(
    run: string,
    seq: number,
    signal: AbortSignal,
    isOver: () => boolean,
  ): AsyncGenerator<RunEvent> {
    let last = seq;
    while (!signal.aborted) {
      const woken = this.#nextWake(run, signal);
      const over = isOver();
      const page = this.after(run, last);
      for (const event of page) {
        yield event;
        last = event.seq;
        if (signal.aborted) break;
      }
      if (page.length === PAGE) woken.drop();
      else if (over) return woken.drop();
      else await woken.promise;
    }
  }

  #nextWake(run: string, signal: AbortSignal) {
    let drop = () => {};
    const promise = new Promise<void>((resolve) => {
      drop = () => {
        this.#wakes.off(run, drop);
        signal.removeEventListener('abort', drop);
        resolve();
      };
      this.#wakes.once(run, drop);
      signal.addEventListener('abort', drop, { once: true });
    });
    return { promise, drop };
  }
}
