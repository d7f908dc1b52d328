import type { LabelingTask } from '@heed/schema';
import type { Database } from '../db/open.ts';
import type { BatchPlace } from '../labeling/batches.ts';
import type { DialogueKey } from './events.ts';
import { noSuchConversation } from './refusals.ts';

/** As long as tasks stay with a labeler otherwise. */
const LEASE_MS = 10 * 60_000;

/** A labeler before a conversation. */
export interface Seat extends DialogueKey, BatchPlace {
  task: string;
  body: LabelingTask & { policy: string };
  secret: string;
  /** Of the round in which the batch asks. */
  round: number;
  guidelineVersion: string;
  settings: Record<string, unknown>;
  form: string;
  /** Not answered yet, and the batch waits for people. */
  isOpen: boolean;
}

export interface SeatAt extends BatchPlace {
  /** How the labeler is called in the session. */
  labeler: string;
  taskId: string;
}

type Row = Omit<Seat, 'body' | 'settings' | 'isOpen' | 'ticket'> & {
  body: string;
  settings: string;
  leased: 0 | 1;
};

function prepare(client: Database['$client']) {
  return {
    find: client.prepare<[Record<string, string>], Row>(
      `WITH me AS (
         SELECT labelers.label_set, labelers.id AS labeler
         FROM batches JOIN labelers USING (label_set)
         WHERE (run, node) = (@run, @node) AND session = @session AND asked_name = @labeler
       ), held AS (
         SELECT label_set, labeler, task, 1 AS leased FROM me JOIN leases USING (label_set, labeler)
         WHERE ticket = @ticket
         UNION ALL
         SELECT label_set, labeler, task, 0 FROM me JOIN judgements USING (label_set, labeler)
         WHERE ticket = @ticket
       )
       SELECT label_sets.id AS "set", held.labeler, held.task, held.leased, secret, label_sets.round,
         now.run, now.node, rounds.form, rounds.settings, rounds.guideline_version AS guidelineVersion,
         coalesce(asked_tasks.body, tasks.body) AS body
       FROM held
         JOIN label_sets ON label_sets.id = held.label_set
         JOIN tasks ON (tasks.label_set, tasks.id) = (held.label_set, held.task)
         JOIN batches AS now ON now.label_set = label_sets.id
         JOIN rounds ON (rounds.label_set, rounds.n) = (now.label_set, now.round)
         LEFT JOIN asked_tasks ON (asked_tasks.run, asked_tasks.node, asked_tasks.task) = (now.run, now.node, held.task)
       ORDER BY held.leased DESC, asked_tasks.task IS NULL, now.created_at DESC, now.rowid DESC`,
    ),
    talks: client
      .prepare<[string, string], 1>(
        `SELECT 1 FROM batches JOIN rounds USING (label_set)
       WHERE (run, node) = (?, ?) AND form = 'dialogue' LIMIT 1`,
      )
      .pluck(),
    renew: client.prepare(
      `UPDATE leases SET expires_at = max(expires_at, @until)
       WHERE (label_set, labeler, ticket) = (@set, @labeler, @ticket) AND expires_at > @now`,
    ),
  };
}

/** Who sits before which conversation: as the session says, and nobody else's. */
export class Seats {
  readonly #statements: ReturnType<typeof prepare>;
  readonly #isWaiting: (place: BatchPlace) => boolean;

  constructor(db: Database, isWaiting: (place: BatchPlace) => boolean) {
    this.#statements = prepare(db.$client);
    this.#isWaiting = isWaiting;
  }

  /** A conversation with a model that is or was before the labeler; undefined for any other task. */
  find({ run, node, labeler, taskId }: SeatAt, session: string): Seat | undefined {
    if (!this.#statements.talks.get(run, node)) return undefined;
    const rows = this.#statements.find.all({ run, node, labeler, session, ticket: taskId });
    const row = rows.find((one) => this.#isWaiting(one)) ?? rows[0];
    if (!row) return undefined;
    const { leased, body: text, settings, ...seat } = row;
    const body = JSON.parse(text) as LabelingTask;
    const { policy } = body;
    if (policy === undefined) return undefined;
    const isOpen = leased === 1 && this.#isWaiting(row);
    return { ...seat, ticket: taskId, body: { ...body, policy }, settings: JSON.parse(settings), isOpen };
  }

  /** As `find`, and throws where there is none. The task stays with a labeler who is at it. */
  take(at: SeatAt, session: string, now: number): Seat {
    const seat = this.find(at, session);
    if (!seat) throw noSuchConversation();
    const { set, labeler, ticket } = seat;
    if (seat.isOpen) this.#statements.renew.run({ set, labeler, ticket, now, until: now + LEASE_MS });
    return seat;
  }
}
