import { randomUUID } from 'node:crypto';
import { outcomes } from '@heed/schema';
import { z } from 'zod';
import type { Database } from '../db/open.ts';

const replySchema = z.object({ key: z.string(), text: z.string() });
/** A reply of the model; `key` names it within its turn. */
export type Reply = z.infer<typeof replySchema>;

/** What happened in a turn: the labeler wrote, the model replied, the labeler judged. */
const saidSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), text: z.string() }),
  z.object({
    type: z.literal('replies'),
    /** The event with the message that is replied to; none where the conversation opened with it. */
    to: z.string().nullable(),
    /** The conversation that the model read, as a prompt. */
    prompt: z.string(),
    /** In the order shown. */
    replies: z.array(replySchema).min(1),
    milliseconds: z.number(),
  }),
  z.object({
    type: z.literal('judged'),
    outcome: z.enum(outcomes),
    chosen: z.string().optional(),
    strength: z.union([z.literal(1), z.literal(2), z.literal(3)]).optional(),
    critique: z.string().optional(),
    /** The reply that the conversation goes on with; null leaves the turn out of it. */
    kept: z.string().nullable(),
    timeMs: z.int(),
    round: z.int(),
    guidelineVersion: z.string(),
  }),
]);
export type Said = z.infer<typeof saidSchema>;

/** One immutable event of a conversation. */
export interface DialogueEvent<Kind extends Said = Said> {
  id: string;
  turn: number;
  said: Kind;
  at: number;
}

/** Whose conversation it is: a labeler's about a task, which they know by its ticket. */
export interface DialogueKey {
  set: string;
  labeler: string;
  ticket: string;
}

interface NewEvent {
  turn: number;
  said: Said;
  at: number;
  /** Of what a browser sends; the same key twice is stored once. */
  idempotencyKey?: string;
}

type Row = Omit<DialogueEvent, 'said'> & { said: string };

function prepare(client: Database['$client']) {
  return {
    add: client.prepare(
      `INSERT INTO dialogue_events (id, label_set, task, labeler, ticket, turn, said, idempotency_key, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    all: client.prepare<[string, string, string], Row>(
      `SELECT id, turn, said, at FROM dialogue_events WHERE label_set = ? AND labeler = ? AND ticket = ? ORDER BY seq`,
    ),
    hasKey: client.prepare<[string, string, string]>(
      'SELECT 1 FROM dialogue_events WHERE label_set = ? AND labeler = ? AND idempotency_key = ?',
    ),
  };
}

/** The append-only record of conversations. Callers group writes into transactions. */
export class DialogueEvents {
  readonly #statements: ReturnType<typeof prepare>;

  constructor(db: Database) {
    this.#statements = prepare(db.$client);
  }

  /** Stores an event; gives its id. */
  add(
    { set, labeler, ticket }: DialogueKey,
    task: string,
    { turn, said, at, idempotencyKey }: NewEvent,
  ): string {
    const id = randomUUID();
    const text = JSON.stringify(said);
    this.#statements.add.run(id, set, task, labeler, ticket, turn, text, idempotencyKey ?? null, at);
    return id;
  }

  /** A conversation's events in the order in which they happened. */
  of({ set, labeler, ticket }: DialogueKey): DialogueEvent[] {
    return this.#statements.all
      .all(set, labeler, ticket)
      .map((row) => ({ ...row, said: saidSchema.parse(JSON.parse(row.said)) }));
  }

  /** Has the labeler's browser sent this before? */
  hasKey({ set, labeler }: DialogueKey, idempotencyKey: string): boolean {
    return this.#statements.hasKey.get(set, labeler, idempotencyKey) !== undefined;
  }
}
