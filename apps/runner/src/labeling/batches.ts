import { randomBytes } from 'node:crypto';
import { formOf } from '@heed/labeling/forms/index.ts';
import type { JudgementRow, LabelingRequest, Localized, QueueSettings } from '@heed/schema';
import type { Quorum } from '../api/labeling-views.ts';
import { canonicalJson, digestOf } from '../canonical.ts';
import type { Database } from '../db/open.ts';
import { newId } from '../graphs/store.ts';
import { candidateKey, promptKey, shuffleOf, taskKey } from './keys.ts';
import type { TaskBody } from './task-body.ts';

/** A batch: the tasks that one node run put before people. */
export interface BatchPlace {
  run: string;
  node: string;
}

/** Human work that outlives runs: what a graph's node, or several by a common name, ever asked. */
export interface LabelSet {
  id: string;
  secret: string;
  round: number;
  /** Sequence number of the last event; it tells whether there is anything new. */
  revision: number;
  /** Answers ever given, corrections among them. */
  judgements: number;
  /** Answers wanted per task, where somebody asked for more than the node does. */
  overlap: number | null;
}

/** What a node's result follows from besides its inputs: how far its set is. */
export interface LabelState {
  set: string;
  /** Sequence number of the last event. */
  revision: number;
  round: number;
  /** Answers ever given. */
  judgements: number;
}

/** How a batch asks. */
export interface Batch extends BatchPlace {
  set: LabelSet;
  round: number;
  form: string;
  formVersion: number;
  settings: Record<string, unknown>;
  question: Localized;
  guidelines: string;
  guidelineVersion: string;
  queue: QueueSettings;
  budget: number | null;
  begun: number;
  done: number;
  total: number;
}

type Row = Omit<Batch, 'set' | 'settings' | 'question' | 'queue'> & {
  id: string;
  secret: string;
  setRound: number;
  revision: number;
  judgements: number;
  overlap: number | null;
  settings: string;
  question: string;
  queue: string;
};

const setColumns = 'id, secret, round, revision, judgements, overlap';

function prepare(client: Database['$client']) {
  return {
    batch: client.prepare<[string, string], Row>(
      `SELECT run, node, batches.round, form, form_version AS formVersion, settings, question, guidelines,
         guideline_version AS guidelineVersion, queue, budget, begun, done, total, label_sets.id, secret,
         label_sets.round AS setRound, revision, judgements, label_sets.overlap
       FROM batches JOIN label_sets ON label_sets.id = batches.label_set
         JOIN rounds ON (rounds.label_set, n) = (batches.label_set, batches.round)
       WHERE run = ? AND node = ?`,
    ),
    quorum: client.prepare<[string, string], Quorum>(
      'SELECT done, total FROM batches WHERE run = ? AND node = ?',
    ),
    all: client.prepare<[], BatchPlace>('SELECT run, node FROM batches ORDER BY created_at DESC, rowid DESC'),
    ofSet: client.prepare<[string, number], BatchPlace>(
      'SELECT run, node FROM batches WHERE label_set = ? ORDER BY created_at DESC, rowid DESC LIMIT ?',
    ),
    set: client.prepare<[string, string], LabelSet>(
      `SELECT ${setColumns} FROM label_sets WHERE graph = (SELECT graph FROM runs WHERE id = ?) AND name = ?`,
    ),
    addSet: client.prepare(
      `INSERT INTO label_sets (id, graph, name, secret, created_at)
       SELECT ?, graph, ?, ?, ? FROM runs WHERE id = ?`,
    ),
    round: client.prepare<[string, number], RoundRow>(
      `SELECT form, form_version AS formVersion, settings, question, guidelines, overlap FROM rounds
       WHERE label_set = ? AND n = ?`,
    ),
    knowsTask: client.prepare<[string, string]>('SELECT 1 FROM tasks WHERE label_set = ? AND id = ?'),
    addRound: client.prepare(
      `INSERT INTO rounds (label_set, n, form, form_version, settings, question, guidelines, guideline_version,
         overlap, opened_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    setRound: client.prepare('UPDATE label_sets SET round = ? WHERE id = ?'),
    setOverlap: client.prepare('UPDATE label_sets SET overlap = ? WHERE id = ?'),
    addBatch: client.prepare(
      `INSERT INTO batches (run, node, label_set, round, queue, judged, budget, total, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)`,
    ),
    addTask: client.prepare(
      'INSERT INTO tasks (label_set, id, round, prompt, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    askTask: client.prepare(
      `INSERT INTO asked_tasks (run, node, task, label_set, position, body, prompt, shuffle, overlap, answered)
       SELECT ?, ?, id, label_set, ?, ?, prompt, ?, ?, answered FROM tasks WHERE label_set = ? AND id = ?
       ON CONFLICT DO NOTHING`,
    ),
    count: client.prepare(
      `UPDATE batches SET (done, begun, total) =
         (SELECT coalesce(sum(min(answered, overlap)), 0), coalesce(sum(answered > 0), 0),
            CASE WHEN budget IS NULL THEN coalesce(sum(overlap), 0)
              ELSE coalesce(max(overlap), 0) * min(budget, count(*)) END
          FROM asked_tasks WHERE (asked_tasks.run, asked_tasks.node) = (batches.run, batches.node))
       WHERE run = ? AND node = ?`,
    ),
    judged: client
      .prepare<[string, string], string>('SELECT judged FROM batches WHERE run = ? AND node = ?')
      .pluck(),
  };
}

/** Sets, their rounds, and what each run asks of them. Callers group writes into transactions. */
export class Batches {
  readonly #statements: ReturnType<typeof prepare>;

  constructor(db: Database) {
    this.#statements = prepare(db.$client);
  }

  /** A batch with its set; undefined where the node asked nobody. */
  find({ run, node }: BatchPlace): Batch | undefined {
    const row = this.#statements.batch.get(run, node);
    if (!row) return undefined;
    const { id, secret, setRound: round, revision, judgements, overlap, ...batch } = row;
    return {
      ...batch,
      set: { id, secret, round, revision, judgements, overlap },
      settings: JSON.parse(row.settings),
      question: JSON.parse(row.question),
      queue: JSON.parse(row.queue),
    };
  }

  quorum({ run, node }: BatchPlace): Quorum | undefined {
    return this.#statements.quorum.get(run, node);
  }

  all(): BatchPlace[] {
    return this.#statements.all.all();
  }

  /** The newest batches of a set. */
  ofSet(set: string, most: number): BatchPlace[] {
    return this.#statements.ofSet.all(set, most);
  }

  /** What judges said in a batch's request. */
  judged({ run, node }: BatchPlace): JudgementRow[] {
    return JSON.parse(this.#statements.judged.get(run, node) ?? '[]');
  }

  /** The set of a run's node; undefined while nobody was asked. */
  setOf({ run, node }: BatchPlace, labelSet: string): LabelSet | undefined {
    return this.#statements.set.get(run, setName(node, labelSet));
  }

  /** Wants more answers of each task from the next run on; that is a new round. */
  reopen({ set, ...batch }: Batch, overlap: number, now: number): void {
    this.#statements.setOverlap.run(overlap, set.id);
    this.#addRound(set, { ...batch, overlap }, now);
  }

  /** Stores what a node asks: tasks that the set knows keep their answers. */
  add(place: BatchPlace, request: LabelingRequest, now: number): void {
    const { run, node } = place;
    const set = this.#openSet(place, request.labelSet, now);
    const overlap = Math.max(request.overlap, set.overlap ?? 0);
    const form = formOf(request.form);
    const tasks = request.tasks.map((task) => ({
      id: taskKey(set.secret, form, request.settings, task),
      prompt: promptKey(task.prompt),
      body: { ...task, keys: task.candidates.map(candidateKey) } satisfies TaskBody,
    }));
    const hasNew = tasks.some(({ id }) => !this.#statements.knowsTask.get(set.id, id));
    const round = this.#openRound(set, { ...request, overlap }, hasNew, now);
    const { queue = {}, judgements } = request;
    const values = [JSON.stringify(queue), JSON.stringify(judgements), queue.budget ?? null, now];
    this.#statements.addBatch.run(run, node, set.id, round, ...values);
    for (const [position, { id, prompt, body }] of tasks.entries()) {
      const text = JSON.stringify(body);
      this.#statements.addTask.run(set.id, id, round, prompt, text);
      const shuffle = shuffleOf(set.secret, id);
      this.#statements.askTask.run(run, node, position, text, shuffle, overlap, set.id, id);
    }
    this.#statements.count.run(run, node);
  }

  #openSet(place: BatchPlace, labelSet: string, now: number): LabelSet {
    const known = this.setOf(place, labelSet);
    if (known) return known;
    const [id, secret] = [newId(), randomBytes(32).toString('hex')];
    this.#statements.addSet.run(id, setName(place.node, labelSet), secret, now, place.run);
    return { id, secret, round: 0, revision: 0, judgements: 0, overlap: null };
  }

  /** The set's round; a new one where there are new tasks or something else is asked than before. */
  #openRound(set: LabelSet, request: RoundRequest, hasNew: boolean, now: number): number {
    const last = this.#statements.round.get(set.id, set.round);
    const { form, formVersion, question, guidelines, overlap, settings } = request;
    const before = last && {
      ...last,
      settings: JSON.parse(last.settings),
      question: JSON.parse(last.question),
    };
    const asked = { form, formVersion, settings, question, guidelines, overlap };
    const isSame = !hasNew && before && canonicalJson(before) === canonicalJson(asked);
    return isSame ? set.round : this.#addRound(set, request, now);
  }

  #addRound(set: LabelSet, request: RoundRequest, now: number): number {
    const { form, formVersion, settings, question, guidelines, overlap } = request;
    const round = set.round + 1;
    const texts = [JSON.stringify(settings), JSON.stringify(question), guidelines, versionOf(guidelines)];
    this.#statements.addRound.run(set.id, round, form, formVersion, ...texts, overlap, now);
    this.#statements.setRound.run(round, set.id);
    return round;
  }
}

type RoundRequest = Pick<
  LabelingRequest,
  'form' | 'formVersion' | 'settings' | 'question' | 'guidelines' | 'overlap'
>;

type RoundRow = Omit<RoundRequest, 'settings' | 'question'> & { settings: string; question: string };

function setName(node: string, labelSet: string): string {
  return labelSet ? `shared/${labelSet}` : `node/${node}`;
}

/** A digest of the guidelines; empty where there are none. */
function versionOf(guidelines: string): string {
  return guidelines === '' ? '' : digestOf(guidelines).slice(0, 16);
}
