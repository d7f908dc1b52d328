import { setImmediate as breath } from 'node:timers/promises';
import { formOf } from '@heed/labeling/forms/index.ts';
import { isSplit } from '@heed/labeling/queue/split.ts';
import type { Outcome } from '@heed/schema';
import { type Database, transact } from '../db/open.ts';
import type { Batch, BatchPlace } from './batches.ts';
import { standing } from './record.ts';

/** Tasks looked at in one go when a batch begins. */
const PIECE = 100;

interface Said {
  form: string;
  outcome: Outcome;
  value: string;
  shown: string;
}

interface Wish {
  run: string;
  node: string;
  set: string;
  labeler: string;
  now: number;
}

function prepare(client: Database['$client']) {
  return {
    said: client.prepare<[string, string], Said>(
      `SELECT form, outcome, value, shown FROM judgements AS given
       WHERE label_set = ? AND task = ? AND counted = 1 AND ${standing}`,
    ),
    isFull: client.prepare<[string, string, string]>(
      'SELECT 1 FROM asked_tasks WHERE run = ? AND node = ? AND task = ? AND answered >= overlap',
    ),
    full: client
      .prepare<[string, string], string>(
        'SELECT task FROM asked_tasks WHERE run = ? AND node = ? AND answered >= overlap ORDER BY position',
      )
      .pluck(),
    open: client.prepare(
      `INSERT INTO disputes (label_set, task, state, opened_at) VALUES (?, ?, 'open', ?) ON CONFLICT DO NOTHING`,
    ),
    drop: client.prepare(`DELETE FROM disputes WHERE label_set = ? AND task = ? AND state = 'open'`),
    decide: client.prepare(
      `INSERT INTO disputes (label_set, task, state, opened_at) VALUES (?, ?, 'decided', ?)
       ON CONFLICT DO UPDATE SET state = 'decided'`,
    ),
    reopen: client.prepare(`UPDATE disputes SET state = 'open' WHERE label_set = ? AND task = ?`),
    isOpen: client.prepare<[string, string]>(
      `SELECT 1 FROM disputes WHERE label_set = ? AND task = ? AND state = 'open'`,
    ),
    waive: client.prepare(
      `UPDATE disputes SET state = 'waived' WHERE label_set = ? AND state = 'open' AND EXISTS
         (SELECT 1 FROM asked_tasks WHERE run = ? AND node = ? AND asked_tasks.task = disputes.task)`,
    ),
    next: client
      .prepare<[Wish], string>(
        `SELECT disputes.task FROM disputes
           JOIN asked_tasks ON (asked_tasks.run, asked_tasks.node, asked_tasks.task) = (@run, @node, disputes.task)
         WHERE disputes.label_set = @set AND state = 'open'
           AND NOT EXISTS (SELECT 1 FROM leases WHERE leases.label_set = @set AND leases.task = disputes.task
             AND takes_slot = 0 AND selection = 'adjudication' AND labeler <> @labeler AND expires_at > @now)
           AND NOT EXISTS (SELECT 1 FROM judgements AS given WHERE given.label_set = @set AND labeler = @labeler
             AND given.task = disputes.task AND selection <> 'adjudication' AND ${standing})
         ORDER BY opened_at, position LIMIT 1`,
      )
      .pluck(),
    states: client.prepare<[string, string], { task: string; state: string }>(
      `SELECT json_extract(asked_tasks.body, '$.taskId') AS task, state FROM asked_tasks
         JOIN disputes ON (disputes.label_set, disputes.task) = (asked_tasks.label_set, asked_tasks.task)
       WHERE run = ? AND node = ?`,
    ),
  };
}

/** Tasks of which labelers said different things, and which wait for a named person to decide them. */
export class Disputes {
  readonly #db: Database;
  readonly #statements: ReturnType<typeof prepare>;

  constructor(db: Database) {
    this.#db = db;
    this.#statements = prepare(db.$client);
  }

  /**
   * Looks at a task anew after an event, in the transaction of the event; true where a dispute began or ended by it.
   * What was decided stays so.
   */
  review(
    { run, node, set, queue }: Pick<Batch, 'run' | 'node' | 'set' | 'queue'>,
    task: string,
    now: number,
  ): boolean {
    const isFull = this.#statements.isFull.get(run, node, task) !== undefined;
    const isDivided = isFull && isSplit(this.#categories(set.id, task), queue.adjudicate ?? 0);
    const { open, drop } = this.#statements;
    const { changes } = isDivided ? open.run(set.id, task, now) : drop.run(set.id, task);
    return changes > 0;
  }

  /** Looks at the tasks of a new batch that have all their answers from earlier runs, in pieces. */
  async begin(batch: Pick<Batch, 'run' | 'node' | 'set' | 'queue'>, now: number): Promise<void> {
    const tasks = this.#statements.full.all(batch.run, batch.node);
    for (let from = 0; from < tasks.length; from += PIECE) {
      transact(this.#db, () => {
        for (const task of tasks.slice(from, from + PIECE)) this.review(batch, task, now);
      });
      await breath();
    }
  }

  /** The dispute that waits longest, of those that the labeler did not cause and nobody else has before them. */
  next({ run, node, set }: Batch, labeler: string, now: number): string | undefined {
    return this.#statements.next.get({ run, node, set: set.id, labeler, now });
  }

  isOpen(set: string, task: string): boolean {
    return this.#statements.isOpen.get(set, task) !== undefined;
  }

  /** Also of a task on which nobody was seen to disagree: a decision from elsewhere may come before the answers. */
  decide(set: string, task: string, now: number): void {
    this.#statements.decide.run(set, task, now);
  }

  reopen(set: string, task: string): void {
    this.#statements.reopen.run(set, task);
  }

  /** Lets the open ones of a batch be; gives how many there were. */
  waive({ run, node, set }: Batch): number {
    return this.#statements.waive.run(set.id, run, node).changes;
  }

  /** How the disputes of a batch stand, by the tasks' ids in the judgements. */
  states({ run, node }: BatchPlace): Map<string, string> {
    return new Map(this.#statements.states.all(run, node).map(({ task, state }) => [task, state]));
  }

  #categories(set: string, task: string): (string | number)[] {
    return this.#statements.said.all(set, task).flatMap(({ form: name, outcome, value, shown }) => {
      const form = formOf(name);
      const judged = { outcome, value: form.value.parse(JSON.parse(value)) };
      // replies in conversations of one's own are not what the others judged
      if (form.isOwn?.(judged.value)) return [];
      return form.category(judged, JSON.parse(shown)) ?? [];
    });
  }
}
