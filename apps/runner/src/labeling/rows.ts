import { makeJudgementRow } from '@heed/labeling/contract/row.ts';
import { formOf } from '@heed/labeling/forms/index.ts';
import type { JudgementRow } from '@heed/schema';
import type { Database } from '../db/open.ts';
import { DialogueRows } from '../dialogues/rows.ts';
import type { BatchPlace } from './batches.ts';
import { type Judgement, judgementColumns } from './record.ts';
import { candidateOf, type TaskBody } from './task-body.ts';

type Row = Omit<Judgement, 'timeMs' | 'at'> & {
  name: string;
  kind: JudgementRow['labelerKind'];
  body: string;
  /** What a file did not tell is not known of its judgements. */
  timeMs: number | null;
  at: number | null;
};

const said = `${judgementColumns}, labelers.name, labelers.kind,
  CASE WHEN imported.id IS NULL THEN given.time_ms ELSE imported.time_ms END AS timeMs,
  CASE WHEN imported.id IS NULL THEN given.at ELSE imported.at END AS at`;
const saidBy = `JOIN labelers ON labelers.id = given.labeler
  LEFT JOIN imported_judgements AS imported ON imported.id = given.id`;

/** What stood at a moment: later corrections and withdrawals have not happened yet. First looks at disputes are no votes. */
const stood = `given.outcome IS NOT NULL AND given.blind = 0 AND given.seq <= @asOf
  AND NOT EXISTS (SELECT 1 FROM judgements AS later WHERE later.withdraws = given.id AND later.seq <= @asOf)`;

const NOW = Number.MAX_SAFE_INTEGER;

function prepare(client: Database['$client']) {
  return {
    ofBatch: client.prepare<[BatchPlace & { asOf: number }], Row>(
      `SELECT ${said}, asked.body FROM asked_tasks AS asked
         JOIN judgements AS given ON (given.label_set, given.task) = (asked.label_set, asked.task)
         ${saidBy}
       WHERE asked.run = @run AND asked.node = @node AND ${stood} ORDER BY given.seq`,
    ),
    ofChecks: client.prepare<[BatchPlace & { set: string; asOf: number }], Row>(
      `SELECT ${said}, tasks.body FROM tasks
         JOIN judgements AS given ON (given.label_set, given.task) = (tasks.label_set, tasks.id)
         ${saidBy}
       WHERE tasks.label_set = @set AND tasks.gold_asked = 1 AND ${stood} AND NOT EXISTS
         (SELECT 1 FROM asked_tasks AS asked WHERE (asked.run, asked.node, asked.task) = (@run, @node, tasks.id))
       ORDER BY given.seq`,
    ),
    lastEvent: client
      .prepare<[BatchPlace & { asOf: number }], number>(
        `SELECT coalesce(max(given.seq), 0) FROM asked_tasks AS asked
           JOIN judgements AS given ON (given.label_set, given.task) = (asked.label_set, asked.task)
         WHERE asked.run = @run AND asked.node = @node AND given.blind = 0 AND given.seq <= @asOf`,
      )
      .pluck(),
    ofSet: client.prepare<[{ set: string; asOf: number }], Row>(
      `SELECT ${said}, tasks.body FROM judgements AS given
         JOIN tasks ON (tasks.label_set, tasks.id) = (given.label_set, given.task)
         ${saidBy}
       WHERE given.label_set = @set AND ${stood} ORDER BY given.seq`,
    ),
  };
}

/** Judgements as rows of a table, in the order they were given: views of the record that give the same again. */
export class JudgementRows {
  readonly #statements: ReturnType<typeof prepare>;
  readonly #dialogues: DialogueRows;

  constructor(db: Database) {
    this.#statements = prepare(db.$client);
    this.#dialogues = new DialogueRows(db);
  }

  /** People's standing answers to what a batch asks, as of an event's number; now where none is given. */
  ofBatch(place: BatchPlace, asOf = NOW): JudgementRow[] {
    return this.#statements.ofBatch.all({ ...place, asOf }).flatMap((row) => this.#toRows(row));
  }

  /** Standing answers to tasks of a set that a batch does not ask, and whose right answer its run brought along. */
  ofChecks({ run, node }: BatchPlace, set: string): JudgementRow[] {
    return this.#statements.ofChecks.all({ run, node, set, asOf: NOW }).flatMap((row) => this.#toRows(row));
  }

  /**
   * The last event up to a moment that bears on what a batch asks: as of it, the batch's answers are those of the
   * moment, and what is said of other tasks of the set does not move it.
   */
  lastEvent(place: BatchPlace, asOf = NOW): number {
    return this.#statements.lastEvent.get({ ...place, asOf }) ?? 0;
  }

  /** All standing answers of a set, with the ids that candidates had when they were first asked about. */
  ofSet(set: string, asOf = NOW): JudgementRow[] {
    return this.#statements.ofSet.all({ set, asOf }).flatMap((row) => this.#toRows(row));
  }

  /** One row, or one for each turn of a conversation. */
  #toRows(row: Row): JudgementRow[] {
    const given = { ...row, timeMs: row.timeMs ?? 0, at: row.at ?? 0 };
    return this.#dialogues.of(given, JSON.parse(row.body), row.name) ?? [toRow(row)];
  }
}

function toRow({ name, kind, body, ...given }: Row): JudgementRow {
  const task: TaskBody = JSON.parse(body);
  const form = formOf(given.form);
  const idOf = (key: string) => candidateOf(task, key)?.id ?? key;
  const value = form.rename(form.value.parse(JSON.parse(given.value)), idOf);
  const row = makeJudgementRow(
    form,
    {
      ...{ judgementId: given.id, task, order: (JSON.parse(given.shown) as string[]).map(idOf) },
      ...{ labeler: name, labelerKind: kind, timeMs: given.timeMs, at: given.at },
      ...{ round: given.round, selection: given.selection, guidelineVersion: given.guidelineVersion },
      ...{ late: given.late === 1, counted: given.counted === 1, corrects: given.withdraws },
    },
    { outcome: given.outcome ?? 'skipped', value },
  );
  return { ...row, formVersion: given.formVersion };
}
