import type { Judged } from '@heed/labeling/contract/form.ts';
import { formOf } from '@heed/labeling/forms/index.ts';
import type { LabelingRequest, Outcome } from '@heed/schema';
import type { Database } from '../db/open.ts';
import type { Batch, LabelSet } from './batches.ts';
import { candidateKey, promptKey, taskKey } from './keys.ts';
import { malformedAnswer, noSuchTask } from './refusals.ts';
import { candidateOf, type TaskBody } from './task-body.ts';

/** The right answer to a task; candidates by id, as in judgements. */
export interface KnownAnswer {
  outcome: Outcome;
  value: Record<string, unknown>;
}

/** What nobody need say of a task whose answer is known. */
const leniently = { critique: 'off', askStrength: false };

interface Row {
  task: string;
  body: string;
  gold: string | null;
}

function prepare(client: Database['$client']) {
  return {
    find: client.prepare<[string, string, string], Row>(
      `SELECT asked_tasks.task, asked_tasks.body, gold FROM asked_tasks
         JOIN tasks ON (tasks.label_set, tasks.id) = (asked_tasks.label_set, asked_tasks.task)
       WHERE run = ? AND node = ? AND json_extract(asked_tasks.body, '$.taskId') = ?`,
    ),
    mark: client.prepare('UPDATE tasks SET gold = ?, gold_asked = ? WHERE label_set = ? AND id = ?'),
    forget: client.prepare(
      'UPDATE tasks SET gold = NULL, gold_asked = 0 WHERE label_set = ? AND gold_asked = 1',
    ),
    add: client.prepare(
      'INSERT INTO tasks (label_set, id, round, prompt, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    all: client.prepare<[string, string, string], Row>(
      `SELECT tasks.id AS task, coalesce(asked.body, tasks.body) AS body, gold FROM tasks
         LEFT JOIN asked_tasks AS asked ON (asked.run, asked.node, asked.task) = (?, ?, tasks.id)
       WHERE tasks.label_set = ? AND gold IS NOT NULL AND (asked.task IS NOT NULL OR gold_asked = 1)`,
    ),
  };
}

/** Tasks whose right answer is known: they check labelers, and look like all others. */
export class Gold {
  readonly #statements: ReturnType<typeof prepare>;

  constructor(db: Database) {
    this.#statements = prepare(db.$client);
  }

  /** Says what the right answer to a task of a batch is, or that it is not known any more. */
  mark(batch: Batch, taskId: string, answer: KnownAnswer | undefined): void {
    const row = this.#statements.find.get(batch.run, batch.node, taskId);
    if (!row) throw noSuchTask(taskId);
    const gold = answer && JSON.stringify(this.#stored(batch, JSON.parse(row.body), answer));
    this.#statements.mark.run(gold ?? null, 0, batch.set.id, row.task);
  }

  /**
   * The known tasks of a request. One that an earlier request brought and this one does not is an ordinary task again;
   * one that is not among those asked only checks labelers. Belongs in a transaction.
   */
  bring(
    { id: set, secret, round }: Pick<LabelSet, 'id' | 'secret' | 'round'>,
    request: LabelingRequest,
  ): void {
    const { form: name, settings, known = [] } = request;
    this.#statements.forget.run(set);
    for (const { task, outcome, value } of known) {
      const body: TaskBody = { ...task, keys: task.candidates.map(candidateKey) };
      const id = taskKey(secret, formOf(name), settings, task);
      this.#statements.add.run(set, id, round, promptKey(task.prompt), JSON.stringify(body));
      const answer = this.#stored({ form: name, settings }, body, { outcome, value });
      this.#statements.mark.run(JSON.stringify(answer), 1, set, id);
    }
  }

  /** The right answer of each task of a batch that has one, by the task's id in the judgements. */
  known(batch: Batch): { taskId: string; judged: Judged<unknown>; candidates: string[] }[] {
    const form = formOf(batch.form);
    return this.#statements.all.all(batch.run, batch.node, batch.set.id).flatMap(({ body, gold }) => {
      const task: TaskBody = JSON.parse(body);
      const { outcome, value }: KnownAnswer = JSON.parse(gold ?? '{}');
      const parsed = form.value.safeParse(value);
      // a set may have asked with another form since
      if (!parsed.success) return [];
      const named = form.rename(parsed.data, (key) => candidateOf(task, key)?.id ?? key);
      const candidates = task.candidates.map(({ id }) => id);
      return [{ taskId: task.taskId, judged: { outcome, value: named }, candidates }];
    });
  }

  #stored(
    { form: name, settings }: Pick<Batch, 'form' | 'settings'>,
    task: TaskBody,
    { outcome, value }: KnownAnswer,
  ): KnownAnswer {
    const form = formOf(name);
    const ids = task.candidates.map(({ id }) => id);
    const parsed = form.value.safeParse(value);
    if (!parsed.success || form.check({ outcome, value: parsed.data }, ids, { ...settings, ...leniently }))
      throw malformedAnswer(name);
    const keyOf = (id: string) => task.keys[ids.indexOf(id)] ?? id;
    return { outcome, value: form.rename(parsed.data, keyOf) as KnownAnswer['value'] };
  }
}

/** The category of each known answer, for the gold scores of labelers. */
export function goldCategories(gold: Gold, batch: Batch): [taskId: string, category: string | number][] {
  const { category } = formOf(batch.form);
  return gold.known(batch).flatMap(({ taskId, judged, candidates }) => {
    const right = category(judged, candidates);
    return right === null ? [] : [[taskId, right]];
  });
}
