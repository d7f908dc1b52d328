import { EventEmitter } from 'node:events';
import {
  type DeviceUse,
  type EventPayload,
  type FiredRule,
  finalRunStates,
  type RunEvent,
  type RunState,
} from '@heed/schema';
import type { LogQuery } from '../api/inputs.ts';
import type { LogsView } from '../api/views.ts';
import type { Database } from '../db/open.ts';
import { LogLines } from './lines.ts';
import { type StoredEvent, Tail } from './tail.ts';

/** Events and characters of them that are read from the database at a time. */
const PAGE = 500;
const PAGE_CHARACTERS = 1_000_000;
/** Those who follow a run are woken at most this often, so that a burst of events is one piece of work for each. */
const WAKE_MS = 15;

interface EventRow {
  seq: number;
  at: number;
  payload: string;
}

/** The append-only log. `append` belongs in the transaction that makes the event true; `wake` comes after it. */
export class EventLog {
  readonly #wakes = new EventEmitter().setMaxListeners(0);
  readonly #waking = new Map<string, { at: number; timer?: ReturnType<typeof setTimeout> }>();
  readonly #tails = new Map<string, Tail>();
  readonly #lines: LogLines;
  readonly #statements;

  constructor(db: Database) {
    const client = db.$client;
    this.#lines = new LogLines(db);
    this.#statements = {
      append: client.prepare('INSERT INTO events (run, at, type, node, payload) VALUES (?, ?, ?, ?, ?)'),
      after: client.prepare<unknown[], EventRow>(
        `SELECT seq, at, payload FROM events WHERE run = ? AND seq > ? ORDER BY seq LIMIT ${PAGE}`,
      ),
      last: client.prepare('SELECT max(seq) FROM events WHERE run = ?').pluck(),
      stops: client
        .prepare("SELECT payload FROM events WHERE run = ? AND type = 'stop-rule' ORDER BY seq")
        .pluck(),
      devices: client
        .prepare("SELECT payload FROM events WHERE run = ? AND type = 'device' ORDER BY seq")
        .pluck(),
      state: client.prepare('SELECT state FROM runs WHERE id = ?').pluck(),
    };
  }

  append(run: string, at: number, payload: EventPayload): void {
    const node = 'node' in payload ? payload.node : null;
    if (payload.type === 'log' && !this.#lines.add({ run, at, ...payload })) return;
    this.#statements.append.run(run, at, payload.type, node, JSON.stringify(payload));
  }

  /** Tells those who follow a run that there is more to read: at once, or with what comes within 15 ms. */
  wake(run: string): void {
    const tail = this.#tails.get(run);
    if (!tail) return;
    tail.outdate();
    const waking = this.#waking.get(run) ?? { at: Number.NEGATIVE_INFINITY };
    this.#waking.set(run, waking);
    if (waking.timer !== undefined) return;
    const wait = waking.at + WAKE_MS - performance.now();
    const tell = () => {
      waking.timer = undefined;
      waking.at = performance.now();
      this.#wakes.emit(run);
    };
    if (wait <= 0) tell();
    else waking.timer = setTimeout(tell, wait);
  }

  /** Events of a run after a sequence number, oldest first, at most 500 and about a million characters. */
  after(run: string, seq: number): RunEvent[] {
    return this.#stored(run, seq).map(({ event }) => event);
  }

  #stored(run: string, after: number): StoredEvent[] {
    const page: StoredEvent[] = [];
    let size = 0;
    for (const { seq, at, payload } of this.#statements.after.iterate(run, after)) {
      page.push({ event: { seq, run, at, payload: JSON.parse(payload) }, size: payload.length });
      size += payload.length;
      if (size > PAGE_CHARACTERS) break;
    }
    return page;
  }

  /** Sequence number of a run's last event; 0 before the first. */
  lastSeq(run: string): number {
    return (this.#statements.last.get(run) as number | null) ?? 0;
  }

  /** Log lines of a run or of one of its nodes, from the end. */
  lines(query: LogQuery): LogsView {
    return this.#lines.page(query);
  }

  /** Stop rules that have fired in a run, by node. */
  stops(run: string): Map<string, FiredRule[]> {
    const payloads = (this.#statements.stops.all(run) as string[]).map(
      (text) => JSON.parse(text) as FiredRule & { node: string },
    );
    const byNode = Map.groupBy(payloads, ({ node }) => node);
    return new Map(
      [...byNode].map(([node, some]) => [
        node,
        some.map(({ rule, step, value, message }) => ({ rule, step, value, message })),
      ]),
    );
  }

  /** Where each node of a run computes, by node: what its last attempt said. */
  devices(run: string): Map<string, DeviceUse> {
    const payloads = this.#statements.devices.all(run) as string[];
    return new Map(
      payloads.map((text) => {
        const { node, device, threads, rejected } = JSON.parse(text) as DeviceUse & { node: string };
        return [node, { device, threads, rejected }];
      }),
    );
  }

  /**
   * Every event of a run after `seq`, then those still to come, until the run is over or `signal` is aborted. Tells only
   * what stands in the database, so that there is no gap and no repeat between replay and live. The next event is
   * looked for when the reader asks for it: a slow one holds nothing up and piles nothing up.
   */
  async *follow(run: string, seq: number, signal: AbortSignal): AsyncGenerator<RunEvent> {
    const tail = this.#enter(run);
    try {
      let last = seq;
      while (!signal.aborted) {
        const isOver = finalRunStates.has(this.#statements.state.get(run) as RunState);
        if (isOver) tail.outdate();
        const page = tail.after(last) ?? this.after(run, last);
        if (page.length === 0 && isOver) return;
        if (page.length === 0) await this.#nextWake(run, signal);
        for (const event of page) {
          if (signal.aborted) return;
          last = event.seq;
          yield event;
        }
      }
    } finally {
      this.#leave(run, tail);
    }
  }

  #enter(run: string): Tail {
    const tail = this.#tails.get(run) ?? new Tail(this.lastSeq(run), (after) => this.#stored(run, after));
    this.#tails.set(run, tail);
    tail.followers++;
    return tail;
  }

  #leave(run: string, tail: Tail): void {
    tail.followers--;
    if (tail.followers > 0) return;
    clearTimeout(this.#waking.get(run)?.timer);
    this.#waking.delete(run);
    this.#tails.delete(run);
  }

  #nextWake(run: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#wakes.off(run, done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#wakes.once(run, done);
      signal.addEventListener('abort', done, { once: true });
    });
  }
}
