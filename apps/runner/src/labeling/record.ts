import { randomUUID } from 'node:crypto';
import type { Outcome, Selection } from '@heed/schema';
import type { Database } from '../db/open.ts';
import type { BatchPlace } from './batches.ts';

/** One immutable event: an answer, the correction of one, or the withdrawal of one. */
export interface Judgement {
  seq: number;
  id: string;
  set: string;
  task: string;
  labeler: string;
  ticket: string;
  /** Null in a withdrawal. */
  outcome: Outcome | null;
  /** JSON of the form's own answer; candidates by the keys of their contents. */
  value: string;
  /** JSON list of these keys in the order shown. */
  shown: string;
  /** The judgement that this one withdraws, or takes the place of. */
  withdraws: string | null;
  round: number;
  form: string;
  formVersion: number;
  guidelineVersion: string;
  selection: Selection;
  late: 0 | 1;
  /** Does it stand for one of the answers wanted? */
  counted: 0 | 1;
  /** Was it given by one who decides disagreements, before seeing what the others said? */
  blind: 0 | 1;
  /** JSON of the share of each sound or video that the labeler's page says was played, by the keys of the contents. */
  played: string | null;
  timeMs: number;
  idempotencyKey: string | null;
  at: number;
}

/** How a task stands in one batch. */
export interface AskedTask {
  overlap: number;
  answered: number;
}

/** Of a judgement `given` that was neither withdrawn nor corrected. */
export const standing = `given.outcome IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM judgements AS later WHERE later.withdraws = given.id)`;

export const judgementColumns = `given.seq, given.id, given.label_set AS "set", given.task, given.labeler, given.ticket,
  given.outcome, given.value, given.shown, given.withdraws, given.round, given.form, given.form_version AS formVersion,
  given.guideline_version AS guidelineVersion, given.selection, given.late, given.counted, given.blind, given.played, given.time_ms AS timeMs,
  given.idempotency_key AS idempotencyKey, given.at`;

const mine = 'label_set = ? AND labeler = ?';

function prepare(client: Database['$client']) {
  return {
    add: client.prepare<[Omit<Judgement, 'seq'>]>(
      `INSERT INTO judgements (id, label_set, task, labeler, ticket, outcome, value, shown, withdraws, round, form,
         form_version, guideline_version, selection, late, counted, blind, played, time_ms, idempotency_key, at)
       VALUES (@id, @set, @task, @labeler, @ticket, @outcome, @value, @shown, @withdraws, @round, @form,
         @formVersion, @guidelineVersion, @selection, @late, @counted, @blind, @played, @timeMs, @idempotencyKey, @at)`,
    ),
    revise: client.prepare('UPDATE label_sets SET revision = ?, judgements = judgements + ? WHERE id = ?'),
    count: client
      .prepare<[number, string, string], number>(
        'UPDATE tasks SET answered = answered + ? WHERE label_set = ? AND id = ? RETURNING answered',
      )
      .pluck(),
    countAsked: client.prepare<[number, string, string], BatchPlace & { overlap: number }>(
      'UPDATE asked_tasks SET answered = ? WHERE label_set = ? AND task = ? RETURNING run, node, overlap',
    ),
    countBatch: client.prepare(
      'UPDATE batches SET done = done + ?, begun = begun + ? WHERE run = ? AND node = ?',
    ),
    asked: client.prepare<[string, string, string], AskedTask>(
      'SELECT overlap, answered FROM asked_tasks WHERE run = ? AND node = ? AND task = ?',
    ),
    askedBody: client
      .prepare<[string, string, string], string>(
        'SELECT body FROM asked_tasks WHERE run = ? AND node = ? AND task = ?',
      )
      .pluck(),
    body: client
      .prepare<[string, string], string>('SELECT body FROM tasks WHERE label_set = ? AND id = ?')
      .pluck(),
    hasKey: client.prepare<[string, string, string]>(
      `SELECT 1 FROM judgements WHERE ${mine} AND idempotency_key = ?`,
    ),
    byTicket: client.prepare<[string, string, string], Judgement>(
      `SELECT ${judgementColumns} FROM judgements AS given WHERE ${mine} AND ticket = ? AND ${standing}`,
    ),
    byId: client.prepare<[string, string, string], Judgement>(
      `SELECT ${judgementColumns} FROM judgements AS given
       WHERE ${mine} AND id = ? AND selection <> 'adjudication' AND ${standing}`,
    ),
    recent: client.prepare<[string, string, number, number], Judgement>(
      `SELECT ${judgementColumns} FROM judgements AS given
       WHERE ${mine} AND selection <> 'adjudication' AND ${standing} ORDER BY seq DESC LIMIT ? OFFSET ?`,
    ),
    decisions: client.prepare<[string, string, number], Judgement>(
      `SELECT ${judgementColumns} FROM judgements AS given
       WHERE ${mine} AND selection = 'adjudication' AND blind = 0 AND ${standing} ORDER BY seq DESC LIMIT ?`,
    ),
    blind: client.prepare<[string, string, string], Judgement>(
      `SELECT ${judgementColumns} FROM judgements AS given WHERE ${mine} AND ticket = ? AND blind = 1`,
    ),
    others: client.prepare<[string, string], Judgement & { name: string }>(
      `SELECT ${judgementColumns}, labelers.name FROM judgements AS given
         JOIN labelers ON labelers.id = given.labeler
       WHERE given.label_set = ? AND task = ? AND counted = 1 AND ${standing} ORDER BY seq`,
    ),
    played: client
      .prepare<[string, string, string, string], string>(
        `SELECT played FROM judgements WHERE ${mine} AND task = ? AND ticket = ? AND played IS NOT NULL`,
      )
      .pluck(),
    isWithdrawn: client.prepare<[string]>('SELECT 1 FROM judgements WHERE withdraws = ?'),
    places: client.prepare<[string, string], BatchPlace>(
      'SELECT run, node FROM asked_tasks WHERE label_set = ? AND task = ?',
    ),
    times: client
      .prepare<[string, string, number], number>(
        `SELECT time_ms FROM judgements AS given WHERE ${mine} AND outcome IS NOT NULL AND outcome <> 'skipped'
         ORDER BY seq DESC LIMIT ?`,
      )
      .pluck(),
  };
}

/** The event that withdraws an answer; the answer itself stays. */
export function withdrawalOf({ seq: _, ...event }: Judgement, at: number): Omit<Judgement, 'seq'> {
  return { ...event, id: randomUUID(), outcome: null, withdraws: event.id, idempotencyKey: null, at };
}

/** The append-only record of judgements, and the counts that follow from it. Callers group writes into transactions. */
export class Record {
  readonly #statements: ReturnType<typeof prepare>;

  constructor(db: Database) {
    this.#statements = prepare(db.$client);
  }

  /** Stores an event and counts it; gives the batches that it brings further or back. */
  add(judgement: Omit<Judgement, 'seq'>): BatchPlace[] {
    const { set, task, outcome, withdraws, counted } = judgement;
    const { lastInsertRowid } = this.#statements.add.run(judgement);
    this.#statements.revise.run(lastInsertRowid, outcome === null ? 0 : 1, set);
    const step = outcome === null ? -1 : withdraws === null ? 1 : 0;
    if (!counted || step === 0) return [];
    const answered = this.#statements.count.get(step, set, task) ?? 0;
    const places = this.#statements.countAsked.all(answered, set, task);
    const more = Math.max(answered, answered - step);
    for (const { run, node, overlap } of places)
      this.#statements.countBatch.run(more <= overlap ? step : 0, more === 1 ? step : 0, run, node);
    return places;
  }

  /** A task as a batch asks it. */
  asked({ run, node }: BatchPlace, task: string): AskedTask | undefined {
    return this.#statements.asked.get(run, node, task);
  }

  /** What a batch asks by a task. */
  askedBody({ run, node }: BatchPlace, task: string): string | undefined {
    return this.#statements.askedBody.get(run, node, task);
  }

  /** A task as it was first asked. */
  body(set: string, task: string): string | undefined {
    return this.#statements.body.get(set, task);
  }

  hasKey(set: string, labeler: string, idempotencyKey: string): boolean {
    return this.#statements.hasKey.get(set, labeler, idempotencyKey) !== undefined;
  }

  /** A labeler's standing answer to what a ticket stands for. */
  byTicket(set: string, labeler: string, ticket: string): Judgement | undefined {
    return this.#statements.byTicket.get(set, labeler, ticket);
  }

  /** A standing answer of a labeler. */
  byId(set: string, labeler: string, id: string): Judgement | undefined {
    return this.#statements.byId.get(set, labeler, id);
  }

  /** A labeler's standing answers, newest first, after so many newer ones. */
  recent(set: string, labeler: string, most: number, after = 0): Judgement[] {
    return this.#statements.recent.all(set, labeler, most, after);
  }

  /** Decisions of a labeler on what others disagreed about, newest first. */
  decisions(set: string, labeler: string, most: number): Judgement[] {
    return this.#statements.decisions.all(set, labeler, most);
  }

  /** What a labeler said of a disputed task before seeing what the others said. */
  blind(set: string, labeler: string, ticket: string): Judgement | undefined {
    return this.#statements.blind.get(set, labeler, ticket);
  }

  /** What a labeler reported to have played of a task before them, in all of its events, as JSON. */
  played(set: string, labeler: string, task: string, ticket: string): string[] {
    return this.#statements.played.all(set, labeler, task, ticket);
  }

  /** Was an event corrected or withdrawn by a later one? */
  isWithdrawn(id: string): boolean {
    return this.#statements.isWithdrawn.get(id) !== undefined;
  }

  /** The answers to a task that count, and who gave them. */
  ofTask(set: string, task: string): (Judgement & { name: string })[] {
    return this.#statements.others.all(set, task);
  }

  /** Batches that ask a task. */
  placesOf(set: string, task: string): BatchPlace[] {
    return this.#statements.places.all(set, task);
  }

  /** How long a labeler's last answers took. */
  times(set: string, labeler: string, most: number): number[] {
    return this.#statements.times.all(set, labeler, most);
  }
}
