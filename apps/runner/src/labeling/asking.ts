import { randomBytes } from 'node:crypto';
import { setImmediate as breath } from 'node:timers/promises';
import { formOf } from '@heed/labeling/forms/index.ts';
import type { LabelingRequest } from '@heed/schema';
import { type Database, transact } from '../db/open.ts';
import { newId } from '../graphs/store.ts';
import { type Batches, type BatchPlace, type LabelSet, setName } from './batches.ts';
import type { Disputes } from './disputes.ts';
import type { Gold } from './gold.ts';
import type { Informing } from './informing.ts';
import { candidateKey, promptKey, shuffleOf, taskKey } from './keys.ts';
import type { Rounds } from './rounds.ts';
import type { TaskBody } from './task-body.ts';

/** Tasks written at a time: some milliseconds, after which others are answered. */
const PIECE = 100;

interface AskingParts {
  db: Database;
  batches: Batches;
  rounds: Rounds;
  informing: Informing;
  disputes: Disputes;
  gold: Gold;
  now: () => number;
}

interface NewTask {
  id: string;
  prompt: string;
  body: TaskBody;
}

function prepare(client: Database['$client']) {
  return {
    addSet: client.prepare(
      `INSERT INTO label_sets (id, graph, name, secret, created_at)
       SELECT ?, graph, ?, ?, ? FROM runs WHERE id = ?`,
    ),
    begunRound: client
      .prepare<[string, string], number>('SELECT round FROM batches WHERE run = ? AND node = ? AND ready = 0')
      .pluck(),
    clear: client.prepare('DELETE FROM asked_tasks WHERE run = ? AND node = ?'),
    addBatch: client.prepare(
      `INSERT INTO batches (run, node, label_set, round, queue, judged, budget, total, created_at, ready)
       VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, 0)`,
    ),
    knowsTask: client.prepare<[string, string]>('SELECT 1 FROM tasks WHERE label_set = ? AND id = ?'),
    addTask: client.prepare(
      'INSERT INTO tasks (label_set, id, round, prompt, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    askTask: client.prepare(
      `INSERT INTO asked_tasks (run, node, task, label_set, position, body, prompt, shuffle, overlap, answered)
       SELECT ?, ?, id, label_set, ?, ?, prompt, ?, ?, answered FROM tasks WHERE label_set = ? AND id = ?
       ON CONFLICT DO NOTHING`,
    ),
    open: client.prepare(
      `UPDATE batches SET ready = 1, (done, begun, total) =
         (SELECT coalesce(sum(min(answered, overlap)), 0), coalesce(sum(answered > 0), 0),
            CASE WHEN budget IS NULL THEN coalesce(sum(overlap), 0)
              ELSE coalesce(max(overlap), 0) * min(budget, count(*)) END
          FROM asked_tasks WHERE (asked_tasks.run, asked_tasks.node) = (batches.run, batches.node))
       WHERE run = ? AND node = ?`,
    ),
  };
}

/**
 * Writes what nodes ask. Thousands of tasks are written in pieces, between which labelers are answered; nobody sees the
 * batch before its last piece, and what a runner that was killed left half written is written anew.
 */
export class Asking {
  readonly #parts: AskingParts;
  readonly #statements: ReturnType<typeof prepare>;
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(parts: AskingParts) {
    this.#parts = parts;
    this.#statements = prepare(parts.db.$client);
  }

  /** Stores a node's request unless it is stored; `opened` belongs in the transaction that makes the batch visible. */
  async add(place: BatchPlace, request: LabelingRequest, opened: () => void): Promise<void> {
    const key = JSON.stringify([place.run, place.node]);
    const before = this.#underWay.get(key) ?? Promise.resolve();
    const writing = before.catch(() => {}).then(() => this.#write(place, request, opened));
    this.#underWay.set(key, writing);
    try {
      await writing;
    } finally {
      if (this.#underWay.get(key) === writing) this.#underWay.delete(key);
    }
  }

  async #write(place: BatchPlace, request: LabelingRequest, opened: () => void): Promise<void> {
    const { db, batches, informing, disputes, gold, now } = this.#parts;
    if (batches.quorum(place)) return;
    const set = transact(db, () => this.#openSet(place, request.labelSet));
    const overlap = Math.max(request.overlap, set.overlap ?? 0);
    const tasks = await this.#name(set, request);
    const round = transact(db, () => this.#begin(place, set, { ...request, overlap }, tasks));
    for (let from = 0; from < tasks.length; from += PIECE) {
      const piece = tasks.slice(from, from + PIECE);
      transact(db, () => this.#addPiece(place, set, { round, overlap, from }, piece));
      await breath();
    }
    const { choose, adjudicate } = request.queue ?? {};
    if (choose === 'informative') await informing.begin(place);
    if (adjudicate) await disputes.begin({ ...place, set, queue: request.queue ?? {} }, now());
    transact(db, () => {
      gold.bring({ ...set, round }, request);
      this.#statements.open.run(place.run, place.node);
      opened();
    });
  }

  #openSet(place: BatchPlace, labelSet: string): LabelSet {
    const known = this.#parts.batches.setOf(place, labelSet);
    if (known) return known;
    const [id, secret] = [newId(), randomBytes(32).toString('hex')];
    const name = setName(place.node, labelSet);
    this.#statements.addSet.run(id, name, secret, this.#parts.now(), place.run);
    return { id, secret, round: 0, revision: 0, judgements: 0, overlap: null, budget: null };
  }

  /** Tasks by what they show. */
  async #name({ secret }: LabelSet, request: LabelingRequest): Promise<NewTask[]> {
    const form = formOf(request.form);
    const tasks: NewTask[] = [];
    for (const [place, task] of request.tasks.entries()) {
      const body = { ...task, keys: task.candidates.map(candidateKey) };
      const id = taskKey(secret, form, request.settings, task);
      tasks.push({ id, prompt: promptKey(task.prompt), body });
      if (place % PIECE === PIECE - 1) await breath();
    }
    return tasks;
  }

  /** The batch without its tasks; the round of one that was half written stays. */
  #begin(place: BatchPlace, set: LabelSet, request: LabelingRequest, tasks: readonly NewTask[]): number {
    const { run, node } = place;
    const begun = this.#statements.begunRound.get(run, node);
    this.#statements.clear.run(run, node);
    if (begun !== undefined) return begun;
    const now = this.#parts.now();
    const hasNew = tasks.some(({ id }) => !this.#statements.knowsTask.get(set.id, id));
    const round = this.#parts.rounds.open(set, request, hasNew, now);
    const { queue = {}, judgements } = request;
    const budget = queue.budget === undefined ? null : Math.max(queue.budget, set.budget ?? 0);
    const values = [JSON.stringify(queue), JSON.stringify(judgements), budget, now];
    this.#statements.addBatch.run(run, node, set.id, round, ...values);
    return round;
  }

  /** Tasks that the set knows keep their answers. */
  #addPiece(
    { run, node }: BatchPlace,
    set: LabelSet,
    { round, overlap, from }: { round: number; overlap: number; from: number },
    tasks: readonly NewTask[],
  ): void {
    for (const [index, { id, prompt, body }] of tasks.entries()) {
      const text = JSON.stringify(body);
      this.#statements.addTask.run(set.id, id, round, prompt, text);
      const shuffle = shuffleOf(set.secret, id);
      this.#statements.askTask.run(run, node, from + index, text, shuffle, overlap, set.id, id);
    }
  }
}
