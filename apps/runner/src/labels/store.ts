import { randomUUID } from 'node:crypto';
import type { JudgementEvent } from '@heed/labeling/formats/events/event.ts';
import { formOf } from '@heed/labeling/forms/index.ts';
import type { JudgementRow } from '@heed/schema';
import type { Database } from '../db/open.ts';
import type { BatchPlace } from '../labeling/batches.ts';
import { candidateKey, promptKey, taskKey } from '../labeling/keys.ts';
import { Labelers } from '../labeling/labelers.ts';
import { Record as JudgementRecord } from '../labeling/record.ts';
import type { TaskBody } from '../labeling/task-body.ts';

/** What is asked in the last round of a set. */
export interface Asked {
  secret: string;
  round: number;
  form: string;
  settings: Record<string, unknown>;
}

type Standing = { id: string; outcome: string | null; labeler: string; isReplaced: 0 | 1 };

function prepare(client: Database['$client']) {
  return {
    asked: client.prepare<[string], Omit<Asked, 'settings'> & { settings: string }>(
      `SELECT secret, round, form, settings FROM label_sets
         JOIN rounds ON (rounds.label_set, rounds.n) = (label_sets.id, label_sets.round) WHERE label_sets.id = ?`,
    ),
    forms: client.prepare<[string], string>('SELECT DISTINCT form FROM rounds WHERE label_set = ?').pluck(),
    known: client.prepare<[{ set: string; id: string }], Standing>(
      `SELECT given.id, given.outcome, given.labeler,
         EXISTS (SELECT 1 FROM judgements AS later WHERE later.withdraws = given.id) AS isReplaced
       FROM judgements AS given WHERE given.label_set = @set AND given.id =
         coalesce((SELECT id FROM imported_judgements WHERE label_set = @set AND original = @id), @id)`,
    ),
    isTaken: client.prepare<[string]>('SELECT 1 FROM judgements WHERE id = ?'),
    judged: client.prepare<[string], string>('SELECT judged FROM batches WHERE label_set = ?').pluck(),
    hasTask: client.prepare<[string, string]>('SELECT 1 FROM tasks WHERE label_set = ? AND id = ?'),
    wants: client.prepare<[string, string], { asked: number; open: number }>(
      `SELECT count(*) AS asked, coalesce(sum(answered < overlap), 0) AS open FROM asked_tasks
       WHERE label_set = ? AND task = ?`,
    ),
    addTask: client.prepare(
      'INSERT INTO tasks (label_set, id, round, prompt, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    markGold: client.prepare('UPDATE tasks SET gold = ? WHERE label_set = ? AND id = ? AND gold IS NULL'),
    markLabeler: client.prepare('UPDATE labelers SET kind = ?, source = ? WHERE id = ?'),
    noted: client.prepare(
      `INSERT INTO imported_judgements (id, label_set, original, settings, time_ms, at, imported_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ),
  };
}

/** Puts events of files into sets. Callers group writes into transactions. */
export class ImportStore {
  readonly #statements: ReturnType<typeof prepare>;
  readonly #record: JudgementRecord;
  readonly #labelers: Labelers;

  constructor(db: Database) {
    this.#statements = prepare(db.$client);
    this.#record = new JudgementRecord(db);
    this.#labelers = new Labelers(db);
  }

  asked(set: string): Asked {
    const row = this.#statements.asked.get(set);
    if (!row) throw new Error(`The set ${set} has no round.`);
    return { ...row, settings: JSON.parse(row.settings) };
  }

  /** The forms in which the set ever asked. */
  forms(set: string): string[] {
    return this.#statements.forms.all(set);
  }

  /** The event of the set that has this id, in it or in the file that it came from. */
  known(set: string, id: string): Standing | undefined {
    return this.#statements.known.get({ set, id });
  }

  /** Ids of what judges said when people were asked. */
  judgedIds(set: string): Set<string> {
    const rows = this.#statements.judged.all(set).flatMap((judged) => JSON.parse(judged) as JudgementRow[]);
    return new Set(rows.map(({ judgementId }) => judgementId));
  }

  /** Whether a task is there, and whether a run asks it. */
  task(set: string, task: string): { isThere: boolean; isAsked: boolean } {
    const isThere = this.#statements.hasTask.get(set, task) !== undefined;
    return { isThere, isAsked: (this.#statements.wants.get(set, task)?.asked ?? 0) > 0 };
  }

  /** Stores an event that the set has not; gives the batches that it brings further or back. */
  add(set: string, source: string, event: JudgementEvent, now: number): BatchPlace[] {
    const { secret } = this.asked(set);
    const task = this.#openTask(set, secret, event);
    const session = `import/${event.labelerKind}/${source}`;
    const labeler = this.#labelers.open(set, session, event.labeler, now);
    this.#statements.markLabeler.run(event.labelerKind, source, labeler.id);
    const id = this.#statements.isTaken.get(event.id) ? randomUUID() : event.id;
    const replaced = event.replaces === null ? undefined : this.known(set, event.replaces);
    const keyOf = keysOf(event);
    const value = formOf(event.form).rename(event.value, keyOf);
    const wants = this.#statements.wants.get(set, task);
    const isWanted = !wants || wants.asked === 0 || wants.open > 0 || replaced !== undefined;
    const counts = event.counted && event.labelerKind === 'person' && !event.blind && isWanted;
    const places = this.#record.add({
      ...{ id, set, task, labeler: labeler.id, ticket: task, outcome: event.outcome },
      value: JSON.stringify(value),
      shown: JSON.stringify(event.candidates.map(({ id: own }) => keyOf(own))),
      ...{
        withdraws: replaced?.id ?? null,
        round: event.round,
        form: event.form,
        formVersion: event.formVersion,
      },
      ...{ guidelineVersion: event.guidelineVersion, selection: event.selection, late: event.late ? 1 : 0 },
      ...{ counted: counts ? 1 : 0, blind: event.blind ? 1 : 0, timeMs: event.timeMs ?? 0 },
      played: event.played && JSON.stringify(mapKeys(event.played, keyOf)),
      ...{ idempotencyKey: null, at: event.at ?? now },
    });
    const settings = JSON.stringify(event.settings);
    this.#statements.noted.run(id, set, event.id, settings, event.timeMs, event.at, now);
    if (event.outcome === null) this.#labelers.countAnswer(labeler.id, -1);
    else if (event.event === 'answer') this.#labelers.countAnswer(labeler.id, 1);
    return places;
  }

  /** Makes the answer of an event the known one of its task, unless the task has one. */
  markGold(set: string, event: JudgementEvent): void {
    const { secret } = this.asked(set);
    const value = formOf(event.form).rename(event.value, keysOf(event));
    const gold = JSON.stringify({ outcome: event.outcome, value });
    this.#statements.markGold.run(gold, set, taskOf(secret, event));
  }

  #openTask(set: string, secret: string, event: JudgementEvent): string {
    const id = taskOf(secret, event);
    if (this.#statements.hasTask.get(set, id)) return id;
    const { promptId, prompt, language, candidates } = event;
    const body: TaskBody = {
      taskId: id,
      promptId,
      prompt,
      language,
      candidates,
      keys: candidates.map(candidateKey),
    };
    this.#statements.addTask.run(set, id, this.asked(set).round, promptKey(prompt), JSON.stringify(body));
    return id;
  }
}

/** The task of a set that asks the same as an event says. */
export function taskOf(secret: string, { form, settings, task, prompt, candidates }: JudgementEvent): string {
  return taskKey(secret, formOf(form), settings, { taskId: task, prompt, candidates });
}

function mapKeys<Value>(values: Record<string, Value>, name: (key: string) => string) {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [name(key), value]));
}

/** Candidates of an event by what they contain. */
function keysOf({ candidates }: JudgementEvent): (id: string) => string {
  const keys = new Map(candidates.map((one) => [one.id, candidateKey(one)]));
  return (id) => keys.get(id) ?? id;
}
