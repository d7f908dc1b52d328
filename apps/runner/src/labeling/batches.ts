import type { JudgementRow, Localized, QueueSettings } from '@heed/schema';
import type { Quorum } from '../api/labeling-views.ts';
import type { Database } from '../db/open.ts';

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
  /** Tasks wanted, where somebody asked for more than the node's budget. */
  budget: number | null;
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

/** What of a batch never changes. */
type Fixed = Omit<Batch, 'set' | 'begun' | 'done' | 'total'>;
type FixedRow = Omit<Fixed, 'settings' | 'question' | 'queue'> &
  Record<'settings' | 'question' | 'queue', string>;

/** Where a batch and its set are now. */
type State = Pick<Batch, 'begun' | 'done' | 'total'> & LabelSet;

const setColumns = 'id, secret, round, revision, judgements, overlap, budget';
/** Batches whose unchanging part is kept at hand. */
const MOST_KEPT = 100;

function prepare(client: Database['$client']) {
  return {
    fixed: client.prepare<[string, string], FixedRow>(
      `SELECT run, node, batches.round, form, form_version AS formVersion, settings, question, guidelines,
         guideline_version AS guidelineVersion, queue, budget
       FROM batches JOIN rounds ON (rounds.label_set, n) = (batches.label_set, batches.round)
       WHERE run = ? AND node = ? AND ready = 1`,
    ),
    state: client.prepare<[string, string], State>(
      `SELECT begun, done, total, id, secret, label_sets.round, revision, judgements, overlap, label_sets.budget
       FROM batches JOIN label_sets ON label_sets.id = batches.label_set WHERE run = ? AND node = ? AND ready = 1`,
    ),
    quorum: client.prepare<[string, string], Quorum & { set: string }>(
      'SELECT done, total, label_set AS "set" FROM batches WHERE run = ? AND node = ? AND ready = 1',
    ),
    all: client.prepare<[], BatchPlace>(
      'SELECT run, node FROM batches WHERE ready = 1 ORDER BY created_at DESC, rowid DESC',
    ),
    ofSet: client.prepare<[string, number], BatchPlace>(
      `SELECT run, node FROM batches WHERE label_set = ? AND ready = 1 ORDER BY created_at DESC, rowid DESC LIMIT ?`,
    ),
    set: client.prepare<[string, string], LabelSet>(
      `SELECT ${setColumns} FROM label_sets WHERE graph = (SELECT graph FROM runs WHERE id = ?) AND name = ?`,
    ),
    judged: client
      .prepare<[string, string], string>('SELECT judged FROM batches WHERE run = ? AND node = ?')
      .pluck(),
    tasks: client
      .prepare<[string, string], number>('SELECT count(*) FROM asked_tasks WHERE run = ? AND node = ?')
      .pluck(),
    disputes: client
      .prepare<[string, string, string], number>(
        `SELECT count(*) FROM disputes WHERE label_set = ? AND state = 'open' AND EXISTS
           (SELECT 1 FROM asked_tasks WHERE run = ? AND node = ? AND asked_tasks.task = disputes.task)`,
      )
      .pluck(),
  };
}

/** Sets of human work and what each run asks of them; a batch is there from when all of it is written. */
export class Batches {
  readonly #statements: ReturnType<typeof prepare>;
  readonly #kept = new Map<string, Fixed>();

  constructor(db: Database) {
    this.#statements = prepare(db.$client);
  }

  /** A batch with its set; undefined where the node asked nobody. */
  find(place: BatchPlace): Batch | undefined {
    const state = this.#statements.state.get(place.run, place.node);
    const fixed = state && this.#fixed(place);
    if (!fixed) return undefined;
    const { begun, done, total, ...set } = state;
    return { ...fixed, begun, done, total, set };
  }

  #fixed({ run, node }: BatchPlace): Fixed | undefined {
    const key = JSON.stringify([run, node]);
    const known = this.#kept.get(key);
    if (known) return known;
    const row = this.#statements.fixed.get(run, node);
    if (!row) return undefined;
    const [settings, question, queue] = [row.settings, row.question, row.queue].map((text) =>
      JSON.parse(text),
    );
    const fixed: Fixed = { ...row, settings, question, queue };
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(key, fixed);
    return fixed;
  }

  /** Answers given and wanted, and where somebody decides disagreements, those that wait for them. */
  quorum(place: BatchPlace): Quorum | undefined {
    const { run, node } = place;
    const row = this.#statements.quorum.get(run, node);
    if (!row) return undefined;
    const { set, ...quorum } = row;
    if (!this.#fixed(place)?.queue.adjudicate) return quorum;
    return { ...quorum, disputes: this.#statements.disputes.get(set, run, node) };
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

  /** How many tasks a batch may ask. */
  tasks({ run, node }: BatchPlace): number {
    return this.#statements.tasks.get(run, node) ?? 0;
  }

  /** The set of a run's node; undefined while nobody was asked. */
  setOf({ run, node }: BatchPlace, labelSet: string): LabelSet | undefined {
    return this.#statements.set.get(run, setName(node, labelSet));
  }
}

/** The name of the set that a node's answers belong to. */
export function setName(node: string, labelSet: string): string {
  return labelSet ? `shared/${labelSet}` : `node/${node}`;
}
