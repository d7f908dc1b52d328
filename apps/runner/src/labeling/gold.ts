import type { Judged } from '@heed/labeling/contract/form.ts';
import { formOf } from '@heed/labeling/forms/index.ts';
import type { Outcome } from '@heed/schema';
import type { Database } from '../db/open.ts';
import type { Batch } from './batches.ts';
import { malformedAnswer, noSuchTask } from './refusals.ts';
import { candidateOf, type TaskBody } from './task-body.ts';

/** The right answer to a task; candidates by id, as in judgements. */
export interface KnownAnswer {
  outcome: Outcome;
  value: Record<string, unknown>;
}

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
    mark: client.prepare('UPDATE tasks SET gold = ? WHERE label_set = ? AND id = ?'),
    all: client.prepare<[string, string], Row>(
      `SELECT asked_tasks.task, asked_tasks.body, gold FROM tasks
         JOIN asked_tasks ON (asked_tasks.label_set, asked_tasks.task) = (tasks.label_set, tasks.id)
       WHERE run = ? AND node = ? AND gold IS NOT NULL`,
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
    this.#statements.mark.run(gold ?? null, batch.set.id, row.task);
  }

  /** The right answer of each task of a batch that has one, by the task's id in the judgements. */
  known(batch: Batch): { taskId: string; judged: Judged<unknown>; candidates: string[] }[] {
    return this.#statements.all.all(batch.run, batch.node).map(({ body, gold }) => {
      const task: TaskBody = JSON.parse(body);
      const form = formOf(batch.form);
      const { outcome, value }: KnownAnswer = JSON.parse(gold ?? '{}');
      const named = form.rename(form.value.parse(value), (key) => candidateOf(task, key)?.id ?? key);
      return {
        ...{ taskId: task.taskId, judged: { outcome, value: named } },
        candidates: task.candidates.map(({ id }) => id),
      };
    });
  }

  #stored({ form: name, settings }: Batch, task: TaskBody, { outcome, value }: KnownAnswer): KnownAnswer {
    const form = formOf(name);
    const ids = task.candidates.map(({ id }) => id);
    const parsed = form.value.safeParse(value);
    if (!parsed.success || form.check({ outcome, value: parsed.data }, ids, settings))
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
