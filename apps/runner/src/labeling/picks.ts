import { isBlind, repeatDistance, turnOf } from '@heed/labeling/queue/turn.ts';
import type { Selection } from '@heed/schema';
import type { Database } from '../db/open.ts';
import type { Batch } from './batches.ts';
import { chanceOf } from './keys.ts';
import type { Labeler } from './labelers.ts';
import type { Leases } from './leases.ts';
import { type Record, standing } from './record.ts';

/** A task to give to a labeler, and why. */
export interface Pick {
  task: string;
  selection: Selection;
}

/** Begun tasks that are looked at before an untouched one is taken. */
const FEW_TASKS = 40;
const ALL_TASKS = -1;
const MOST_GOLD = 500;

interface Search {
  run: string;
  node: string;
  set: string;
  labeler: string;
  now: number;
  begun: 0 | 1;
  most: number;
}

/**
 * The first task in an order with a free slot that is new to the labeler; leases of others take slots. Tasks that were
 * seen to be full until a moment are passed over until then. `fromOthers`: a task that another labeler has in advance,
 * as if it were free.
 */
function freeTask(order: string, fromOthers = false) {
  const passed = fromOthers ? '' : 'AND full_until <= @now';
  const others = `FROM leases WHERE label_set = @set AND task = open.task AND labeler <> @labeler
      AND expires_at > @now AND takes_slot = 1`;
  return `SELECT task FROM (
    SELECT task, answered, overlap, position, shuffle, information FROM asked_tasks
    WHERE run = @run AND node = @node AND (answered > 0) = @begun AND answered < overlap ${passed}
    ORDER BY ${order} LIMIT @most
  ) AS open
  WHERE answered + (SELECT count(*) ${others} ${fromOthers ? 'AND ahead = 0' : ''}) < overlap
    ${fromOthers ? `AND EXISTS (SELECT 1 ${others} AND ahead = 1)` : ''}
    AND NOT EXISTS (SELECT 1 FROM leases WHERE label_set = @set AND task = open.task AND labeler = @labeler)
    AND NOT EXISTS (SELECT 1 FROM judgements AS given
      WHERE label_set = @set AND labeler = @labeler AND task = open.task AND ${standing})
  ORDER BY ${order} LIMIT 1`;
}

function prepare(client: Database['$client']) {
  const search = (order: string, fromOthers?: boolean) =>
    client.prepare<[Search], string>(freeTask(order, fromOthers)).pluck();
  return {
    inOrder: search('position'),
    blind: search('shuffle'),
    informative: search('information DESC, shuffle'),
    /** Those whom a task was given in advance have not seen it. */
    takeOver: search('position', true),
    fill: client.prepare<[{ run: string; node: string; set: string; task: string; now: number }]>(
      `UPDATE asked_tasks SET full_until = (
         SELECT CASE WHEN answered + count(*) >= overlap THEN min(expires_at) ELSE 0 END FROM leases
         WHERE label_set = @set AND leases.task = @task AND takes_slot = 1 AND expires_at > @now)
       WHERE run = @run AND node = @node AND task = @task`,
    ),
    free: client.prepare('UPDATE asked_tasks SET full_until = 0 WHERE label_set = ? AND task = ?'),
    choose: client
      .prepare<[string, string, string], Selection>(
        `UPDATE tasks SET selection = coalesce(selection, ?) WHERE label_set = ? AND id = ? RETURNING selection`,
      )
      .pluck(),
    gold: client
      .prepare<[string, string, string, string, number], string>(
        `SELECT id FROM tasks WHERE label_set = ? AND gold IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM leases WHERE leases.label_set = tasks.label_set AND task = id AND labeler = ?)
           AND NOT EXISTS (SELECT 1 FROM judgements AS given
             WHERE given.label_set = ? AND labeler = ? AND task = tasks.id AND ${standing})
         ORDER BY id LIMIT ?`,
      )
      .pluck(),
    repeated: client.prepare<[string, string, string, string, string, string]>(
      `SELECT 1 FROM judgements WHERE label_set = ? AND labeler = ? AND task = ? AND selection = 'repeat'
       UNION ALL SELECT 1 FROM leases WHERE label_set = ? AND labeler = ? AND task = ?`,
    ),
  };
}

/** Chooses what a labeler is given. Which tasks a batch wants and who has them stands in the tables. */
export class Picks {
  readonly #statements: ReturnType<typeof prepare>;
  readonly #leases: Leases;
  readonly #record: Record;

  constructor(db: Database, leases: Leases, record: Record) {
    this.#statements = prepare(db.$client);
    this.#leases = leases;
    this.#record = record;
  }

  /**
   * A task for the labeler's next turn; undefined where nothing is left for them. Checks come only while there is
   * work, so that nobody is checked for ever. `isIdle`: the labeler has nothing else, and may take over a task that
   * lies before another labeler in advance only.
   */
  pick(batch: Batch, labeler: Labeler, now: number, isIdle: boolean): Pick | undefined {
    const work =
      this.#work(batch, labeler, now) ?? (isIdle ? this.#takeOver(batch, labeler, now) : undefined);
    if (!work) return undefined;
    const check = this.#check(batch, labeler);
    if (check) return check;
    const selection = this.#statements.choose.get(work.selection, batch.set.id, work.task);
    return { task: work.task, selection: selection ?? work.selection };
  }

  /** After a lease was given: until when the task has no slot left. */
  filled({ run, node, set }: Batch, task: string, now: number): void {
    this.#statements.fill.run({ run, node, set: set.id, task, now });
  }

  /** After a slot became free before its lease was over. */
  freed({ set }: Batch, task: string): void {
    this.#statements.free.run(set.id, task);
  }

  #search(batch: Batch, labeler: Labeler, now: number, begun: 0 | 1, most: number): Search {
    return { run: batch.run, node: batch.node, set: batch.set.id, labeler: labeler.id, now, begun, most };
  }

  /** Begun tasks come first, so that answers can soon be compared. */
  #work(batch: Batch, labeler: Labeler, now: number): Pick | undefined {
    const { inOrder } = this.#statements;
    const begun = inOrder.get(this.#search(batch, labeler, now, 1, FEW_TASKS));
    if (begun) return { task: begun, selection: 'fixed' };
    const untouched = this.#untouched(batch, labeler, now);
    if (untouched) return untouched;
    const rest = inOrder.get(this.#search(batch, labeler, now, 1, ALL_TASKS));
    return rest ? { task: rest, selection: 'fixed' } : undefined;
  }

  #untouched(batch: Batch, labeler: Labeler, now: number): Pick | undefined {
    const { budget, begun, set } = batch;
    if (budget !== null && begun + this.#leases.untouched(set.id, now) >= budget) return undefined;
    const [statement, selection] = this.#way(batch, labeler);
    const task = statement.get(this.#search(batch, labeler, now, 0, ALL_TASKS));
    return task ? { task, selection } : undefined;
  }

  #way({ queue, set }: Batch, { id, turns }: Labeler) {
    const { inOrder, blind, informative } = this.#statements;
    if (queue.choose !== 'informative') return [inOrder, 'fixed'] as const;
    const isRandom = isBlind(turns, chanceOf(set.secret, id), queue);
    return isRandom ? ([blind, 'random'] as const) : ([informative, 'informative'] as const);
  }

  #takeOver(batch: Batch, labeler: Labeler, now: number): Pick | undefined {
    for (const begun of [1, 0] as const) {
      const task = this.#statements.takeOver.get(this.#search(batch, labeler, now, begun, ALL_TASKS));
      if (!task) continue;
      this.#leases.takeOver(batch.set.id, task, labeler.id, now);
      return { task, selection: 'fixed' };
    }
    return undefined;
  }

  /** A gold task or a repeated one, where it is the turn for it and there is one. */
  #check({ set, queue }: Batch, labeler: Labeler): Pick | undefined {
    const chance = chanceOf(set.secret, labeler.id);
    const turn = turnOf(labeler.turns, chance, queue);
    if (turn === 'gold') return this.#gold(set.id, labeler, chance(`gold ${labeler.turns}`));
    if (turn === 'repeat')
      return this.#repeat(set.id, labeler, repeatDistance(labeler.turns, labeler.answered, chance));
    return undefined;
  }

  #gold(set: string, { id }: Labeler, drawn: number): Pick | undefined {
    const tasks = this.#statements.gold.all(set, id, set, id, MOST_GOLD);
    const task = tasks[Math.floor(drawn * tasks.length)];
    return task === undefined ? undefined : { task, selection: 'gold' };
  }

  /** An answer that said something, to see whether the labeler says it again. */
  #repeat(set: string, { id }: Labeler, distance: number | undefined): Pick | undefined {
    if (distance === undefined) return undefined;
    const [answer] = this.#record.recent(set, id, 1, distance);
    if (!answer || answer.outcome === 'skipped' || answer.outcome === 'cannot-judge') return undefined;
    const { task } = answer;
    if (this.#statements.repeated.get(set, id, task, set, id, task)) return undefined;
    return { task, selection: 'repeat' };
  }
}
