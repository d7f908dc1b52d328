import type { JudgementEvent } from '@heed/labeling/formats/events/event.ts';
import { formOf } from '@heed/labeling/forms/index.ts';
import type { JudgementRow } from '@heed/schema';
import type { Database } from '../db/open.ts';
import { DialogueRows } from '../dialogues/rows.ts';
import { type Judgement, judgementColumns } from '../labeling/record.ts';
import { candidateOf, type TaskBody } from '../labeling/task-body.ts';
import type { OpenPlace } from './sets.ts';

/** Events read in one go, so that requests are answered in between. */
const PAGE = 500;

interface Page extends Pick<OpenPlace, 'set'> {
  run: string | null;
  node: string | null;
  after: number;
  asOf: number;
}

interface Row extends Omit<Judgement, 'timeMs' | 'at'> {
  name: string;
  kind: JudgementRow['labelerKind'];
  source: string | null;
  body: string;
  settings: string | null;
  original: string | null;
  replaces: string | null;
  timeMs: number | null;
  at: number | null;
}

interface JudgedRow {
  run: string;
  node: string;
  judged: string;
  settings: string;
}

function prepare(client: Database['$client']) {
  return {
    page: client.prepare<[Page], Row>(
      `SELECT ${judgementColumns}, labelers.name, labelers.kind, labelers.source, tasks.body, imported.original,
         coalesce(imported.settings, rounds.settings) AS settings, coalesce(before.original, given.withdraws) AS replaces,
         CASE WHEN imported.id IS NULL THEN given.time_ms ELSE imported.time_ms END AS timeMs,
         CASE WHEN imported.id IS NULL THEN given.at ELSE imported.at END AS at
       FROM judgements AS given
         JOIN tasks ON (tasks.label_set, tasks.id) = (given.label_set, given.task)
         JOIN labelers ON labelers.id = given.labeler
         LEFT JOIN rounds ON (rounds.label_set, rounds.n) = (given.label_set, given.round)
         LEFT JOIN imported_judgements AS imported ON imported.id = given.id
         LEFT JOIN imported_judgements AS before ON before.id = given.withdraws
       WHERE given.label_set = @set AND given.seq > @after AND given.seq <= @asOf
         AND (@run IS NULL OR EXISTS (SELECT 1 FROM asked_tasks AS asked
           WHERE (asked.run, asked.node, asked.task) = (@run, @node, given.task)))
       ORDER BY given.seq LIMIT ${PAGE}`,
    ),
    judged: client.prepare<[{ set: string; run: string | null; node: string | null }], JudgedRow>(
      `SELECT run, node, judged, settings FROM batches
         JOIN rounds ON (rounds.label_set, rounds.n) = (batches.label_set, batches.round)
       WHERE batches.label_set = @set AND judged <> '[]' AND (@run IS NULL OR (run, node) = (@run, @node))
       ORDER BY batches.created_at, batches.rowid`,
    ),
    taskOf: client
      .prepare<[string, string, string], string>(
        `SELECT task FROM asked_tasks WHERE run = ? AND node = ? AND json_extract(body, '$.taskId') = ?`,
      )
      .pluck(),
  };
}

/** The record of a set as events: everything that was ever said, in the order in which it was said. */
export class LabelEvents {
  readonly #statements: ReturnType<typeof prepare>;
  readonly #dialogues: DialogueRows;

  constructor(db: Database) {
    this.#statements = prepare(db.$client);
    this.#dialogues = new DialogueRows(db);
  }

  /** What judges said when people were asked, then what people said, up to an event's number. */
  *of({ set, batch }: OpenPlace, asOf = Number.MAX_SAFE_INTEGER): Generator<JudgementEvent[]> {
    const part = { run: batch?.run ?? null, node: batch?.node ?? null };
    yield this.#judges(set, part);
    for (let after = 0; ; ) {
      const rows = this.#statements.page.all({ set, ...part, after, asOf });
      if (rows.length === 0) return;
      yield rows.flatMap((row) => this.#ofRow(row));
      after = rows.at(-1)?.seq ?? after;
    }
  }

  /** One event, or of a labeler's own conversation one for each turn that was judged. */
  #ofRow(row: Row): JudgementEvent[] {
    const given = { ...row, timeMs: row.timeMs ?? 0, at: row.at ?? 0 };
    const turns = this.#dialogues.of(given, JSON.parse(row.body), row.name);
    if (!turns) return [eventOf(row)];
    const settings = JSON.parse(row.settings ?? '{}');
    const events = turns.map((turn) => eventOfJudgement(turn, settings, turn.taskId));
    return row.outcome === null ? events.map((turn) => withdrawn(turn, row)) : events;
  }

  /** Each judgement of a judge once, however many runs asked the same. */
  #judges(set: string, part: { run: string | null; node: string | null }): JudgementEvent[] {
    const events = new Map<string, JudgementEvent>();
    for (const { run, node, judged, settings } of this.#statements.judged.iterate({ set, ...part }))
      for (const row of JSON.parse(judged) as JudgementRow[]) {
        if (events.has(row.judgementId)) continue;
        const task = JSON.stringify([run, node, row.taskId]);
        events.set(row.judgementId, eventOfJudgement(row, JSON.parse(settings), task));
      }
    const tasks = new Map<string, string>();
    for (const event of events.values()) {
      const [run, node, id] = JSON.parse(event.task) as [string, string, string];
      const known = tasks.get(event.task) ?? this.#statements.taskOf.get(run, node, id) ?? id;
      tasks.set(event.task, known);
      event.task = known;
    }
    return [...events.values()];
  }
}

/** What a row says as an event; `task` is what the set calls the task, or the place where it is asked for now. */
function eventOfJudgement(
  row: JudgementRow,
  settings: Record<string, unknown>,
  task: string,
): JudgementEvent {
  const { judgementId, taskId: _, shown, chosenId, value, corrects, ...given } = row;
  const { firstId: __, firstText: ___, secondId: ____, secondText: _____, ...rest } = given;
  return {
    ...{ heed: 1, event: corrects === null ? 'answer' : 'correction', id: judgementId, task, settings },
    ...{ candidates: JSON.parse(shown), blind: false, played: null },
    ...rest,
    ...{ value: JSON.parse(value), chosen: chosenId, replaces: corrects, source: null },
  };
}

function eventOf({ name, kind, source, body, settings, original, replaces, ...given }: Row): JudgementEvent {
  const task: TaskBody = JSON.parse(body);
  const form = formOf(given.form);
  const idOf = (key: string) => candidateOf(task, key)?.id ?? key;
  const { outcome, round, selection, timeMs, at, guidelineVersion, formVersion } = given;
  const value = form.rename(form.value.parse(JSON.parse(given.value)), idOf) as Record<string, unknown>;
  const { chosenId, ...said } = form.columns({ outcome: outcome ?? 'skipped', value });
  const kindOfEvent = outcome === null ? 'withdrawal' : given.withdraws === null ? 'answer' : 'correction';
  const shown = (JSON.parse(given.shown) as string[]).flatMap((key) => candidateOf(task, key) ?? []);
  return {
    ...{ heed: 1, event: kindOfEvent, id: original ?? given.id, task: given.task },
    ...{ promptId: task.promptId, prompt: task.prompt, language: task.language },
    ...{ form: form.form, formVersion, settings: JSON.parse(settings ?? '{}'), guidelineVersion },
    candidates: shown.map(({ id, text, model, media }) => ({ id, text, model, ...(media && { media }) })),
    ...{
      outcome,
      value,
      chosen: chosenId,
      ...said,
      timeMs,
      labeler: name,
      labelerKind: kind,
      round,
      selection,
    },
    ...{ late: given.late === 1, counted: given.counted === 1, blind: given.blind === 1 },
    played: given.played === null ? null : byId(JSON.parse(given.played), idOf),
    ...{ replaces, at, source },
  };
}

/** Shares by the ids of candidates, which are stored by the keys of their contents. */
function byId(shares: Record<string, number>, idOf: (key: string) => string): Record<string, number> {
  return Object.fromEntries(Object.entries(shares).map(([key, share]) => [idOf(key), share]));
}

/** Turns of a conversation that was withdrawn as a whole. */
function withdrawn(turn: JudgementEvent, { id, at }: Row): JudgementEvent {
  return { ...turn, event: 'withdrawal', id: `${id}-${turn.id}`, outcome: null, replaces: turn.id, at };
}
