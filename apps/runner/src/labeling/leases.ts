import type { Selection } from '@heed/schema';
import type { Database } from '../db/open.ts';

/** A task that was put before a labeler. It stays after its time, so that a slow answer still finds it. */
export interface Lease {
  task: string;
  ticket: string;
  /** Order in which the labeler gets them. */
  place: number;
  selection: Selection;
  /** Does it take one of the answers wanted? Checks do not. */
  takesSlot: boolean;
  /** Is the labeler still at another task? */
  isAhead: boolean;
  expiresAt: number;
}

type Row = Omit<Lease, 'takesSlot' | 'isAhead'> & { takesSlot: 0 | 1; isAhead: 0 | 1 };

const columns =
  'task, ticket, place, selection, takes_slot AS takesSlot, ahead AS isAhead, expires_at AS expiresAt';
const mine = 'label_set = ? AND labeler = ?';

function prepare(client: Database['$client']) {
  return {
    all: client.prepare<[string, string], Row>(`SELECT ${columns} FROM leases WHERE ${mine} ORDER BY place`),
    find: client.prepare<[string, string, string], Row>(
      `SELECT ${columns} FROM leases WHERE ${mine} AND ticket = ?`,
    ),
    put: client.prepare(
      `INSERT INTO leases (label_set, labeler, task, ticket, place, selection, takes_slot, ahead, expires_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET place = excluded.place, ahead = excluded.ahead, expires_at = excluded.expires_at`,
    ),
    drop: client.prepare(`DELETE FROM leases WHERE ${mine} AND ticket = ?`),
    others: client
      .prepare<[string, string, string, number], number>(
        `SELECT count(*) FROM leases
         WHERE label_set = ? AND task = ? AND labeler <> ? AND expires_at > ? AND takes_slot = 1`,
      )
      .pluck(),
    untouched: client
      .prepare<[string, number], number>(
        `SELECT count(DISTINCT task) FROM leases JOIN tasks ON (tasks.label_set, id) = (leases.label_set, task)
         WHERE leases.label_set = ? AND expires_at > ? AND takes_slot = 1 AND answered = 0`,
      )
      .pluck(),
    takeOver: client.prepare(
      `UPDATE leases SET expires_at = @now WHERE (label_set, labeler, ticket) = (
         SELECT label_set, labeler, ticket FROM leases WHERE label_set = @set AND task = @task
           AND labeler <> @labeler AND expires_at > @now AND takes_slot = 1 AND ahead = 1
         ORDER BY expires_at DESC LIMIT 1)`,
    ),
  };
}

/** Who has which task before them. */
export class Leases {
  readonly #statements: ReturnType<typeof prepare>;

  constructor(db: Database) {
    this.#statements = prepare(db.$client);
  }

  /** A labeler's leases, the one to be answered first at the front; those whose time is over too. */
  of(set: string, labeler: string): Lease[] {
    return this.#statements.all.all(set, labeler).map(toLease);
  }

  find(set: string, labeler: string, ticket: string): Lease | undefined {
    const row = this.#statements.find.get(set, labeler, ticket);
    return row && toLease(row);
  }

  /** Gives or renews a lease. */
  put(set: string, labeler: string, lease: Lease): void {
    const { task, ticket, place, selection, takesSlot, isAhead, expiresAt } = lease;
    const flags = [takesSlot ? 1 : 0, isAhead ? 1 : 0];
    this.#statements.put.run(set, labeler, task, ticket, place, selection, ...flags, expiresAt);
  }

  drop(set: string, labeler: string, ticket: string): void {
    this.#statements.drop.run(set, labeler, ticket);
  }

  /** How many others have a task before them, within their time. */
  othersAt(set: string, task: string, labeler: string, now: number): number {
    return this.#statements.others.get(set, task, labeler, now) ?? 0;
  }

  /** Tasks without an answer that somebody has before them. */
  untouched(set: string, now: number): number {
    return this.#statements.untouched.get(set, now) ?? 0;
  }

  /** Ends the lease of one who has the task only in advance. */
  takeOver(set: string, task: string, labeler: string, now: number): void {
    this.#statements.takeOver.run({ set, task, labeler, now });
  }
}

function toLease(row: Row): Lease {
  return { ...row, takesSlot: row.takesSlot === 1, isAhead: row.isAhead === 1 };
}
