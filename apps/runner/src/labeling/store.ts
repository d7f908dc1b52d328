import { makeJudgementRow } from '@heed/labeling/contract/row.ts';
import { formOf } from '@heed/labeling/forms/index.ts';
import type { JudgementRow, LabelingRequest, LabelingTask } from '@heed/schema';
import { and, asc, eq, isNotNull, notInArray, sql } from 'drizzle-orm';
import type { Quorum } from '../api/views.ts';
import type { Database } from '../db/open.ts';
import { judgements, tasks } from '../db/tables.ts';
import { shownOrder } from './order.ts';
import { labelingStatements } from './statements.ts';

/** A batch: the tasks that one node run put before people. */
export interface BatchPlace {
  run: string;
  node: string;
}

export type Judgement = typeof judgements.$inferSelect;

/** Reads and writes of labeling tables. Callers group them into transactions. */
export class LabelingStore {
  readonly #db: Database;
  readonly #statements: ReturnType<typeof labelingStatements>;

  constructor(db: Database) {
    this.#db = db;
    this.#statements = labelingStatements(db.$client);
  }

  request({ run, node }: BatchPlace): Omit<LabelingRequest, 'tasks'> | undefined {
    const request = this.#statements.request.get(run, node);
    return request === undefined ? undefined : JSON.parse(request);
  }

  addRequest({ run, node }: BatchPlace, { tasks: asked, ...request }: LabelingRequest, now: number): void {
    const { overlap } = request;
    this.#statements.addRequest.run(run, node, JSON.stringify(request), now, asked.length * overlap);
    for (const [position, body] of asked.entries())
      this.#statements.addTask.run(run, node, body.taskId, position, JSON.stringify(body), overlap);
  }

  batches(): BatchPlace[] {
    return this.#statements.batches.all();
  }

  task({ run, node }: BatchPlace, id: string): LabelingTask | undefined {
    const body = this.#statements.task.get(run, node, id);
    return body === undefined ? undefined : JSON.parse(body);
  }

  /** Answers given, each task counted up to its overlap, and answers wanted. */
  quorum({ run, node }: BatchPlace): Quorum {
    return this.#statements.quorum.get(run, node) ?? { done: 0, total: 0 };
  }

  /** How many standing answers a labeler gave. */
  answersOf({ run, node }: BatchPlace, labeler: string): number {
    return this.#statements.mine.get(run, node, labeler) ?? 0;
  }

  /** A labeler's last answer that stands. */
  lastAnswer({ run, node }: BatchPlace, labeler: string): Judgement | undefined {
    const row = this.#statements.lastAnswer.get(run, node, labeler);
    return row && { ...row, late: row.late === 1 };
  }

  /** Has this labeler a standing answer to the task? */
  hasAnswered({ run, node }: BatchPlace, labeler: string, task: string): boolean {
    return this.#statements.hasAnswered.get(run, node, labeler, task) !== undefined;
  }

  /** Was an answer stored under this key before? */
  hasKey({ run, node }: BatchPlace, labeler: string, idempotencyKey: string): boolean {
    return this.#statements.byKey.get(run, node, labeler, idempotencyKey) !== undefined;
  }

  /** Has the task all the answers that it wants? */
  isFull({ run, node }: BatchPlace, task: string): boolean {
    return this.#statements.isFull.get(run, node, task) === 1;
  }

  /** Stores an answer or a withdrawal, and counts it. */
  addJudgement(judgement: Omit<Judgement, 'seq'>): void {
    const { run, node, task, labeler, withdraws, late } = judgement;
    this.#statements.addJudgement.run({ ...judgement, late: late ? 1 : 0 });
    const step = withdraws === null ? 1 : -1;
    const counted = this.#statements.countAnswer.get(step, run, node, task);
    const withinOverlap = counted && counted.answered + (step < 0 ? 1 : 0) <= counted.overlap;
    if (withinOverlap) this.#statements.countDone.run(step, run, node);
    this.#statements.countMine.run(run, node, labeler, step);
  }

  /** The task that a labeler has open. */
  leased({ run, node }: BatchPlace, labeler: string, now: number): string | undefined {
    return this.#statements.leased.get(run, node, labeler, now);
  }

  lease({ run, node }: BatchPlace, task: string, labeler: string, expiresAt: number): void {
    this.#statements.lease.run(run, node, task, labeler, expiresAt);
  }

  release({ run, node }: BatchPlace, labeler: string): void {
    this.#statements.release.run(run, node, labeler);
  }

  /**
   * A task with a free slot that this labeler has not answered, those that others have begun first; open leases of
   * others take slots. Looks at few begun ones as long as there are untouched ones, so that it takes no longer in the
   * middle of a large batch.
   */
  freeTask({ run, node }: BatchPlace, labeler: string, now: number): string | undefined {
    const { freeTask } = this.#statements;
    const find = (begun: 0 | 1, most: number) => freeTask.get({ run, node, labeler, now, begun, most });
    return find(1, FEW_TASKS) ?? find(0, ALL_TASKS) ?? find(1, ALL_TASKS);
  }

  /** Standing judgements as rows of a table, in the order they were given. */
  rows({ run, node }: BatchPlace): JudgementRow[] {
    const here = and(eq(judgements.run, run), eq(judgements.node, node));
    const withdrawn = this.#db
      .select({ id: sql<string>`${judgements.withdraws}` })
      .from(judgements)
      .where(and(here, isNotNull(judgements.withdraws)));
    return this.#db
      .select({ judgement: judgements, task: tasks.body })
      .from(judgements)
      .innerJoin(
        tasks,
        and(eq(tasks.run, judgements.run), eq(tasks.node, judgements.node), eq(tasks.id, judgements.task)),
      )
      .where(and(here, isNotNull(judgements.answer), notInArray(judgements.id, withdrawn)))
      .orderBy(asc(judgements.seq))
      .all()
      .flatMap(({ judgement, task }) => toRow(judgement, task));
  }
}

/** Begun tasks that are looked at before an untouched one is taken. */
const FEW_TASKS = 100;
const ALL_TASKS = -1;

function toRow(judgement: Judgement, task: LabelingTask): JudgementRow[] {
  const { answer, labeler } = judgement;
  if (answer === null) return [];
  const order = shownOrder(task, labeler).map(({ id }) => id);
  const isChoice = answer === 'first' || answer === 'second';
  const given = { judgementId: judgement.id, task, order, guidelineVersion: '', labeler } as const;
  const { timeMs, late, at } = judgement;
  const about = {
    labelerKind: 'person',
    timeMs,
    at,
    round: 1,
    selection: 'fixed',
    late,
    corrects: null,
  } as const;
  return [
    makeJudgementRow(
      formOf('pairwise'),
      { ...given, ...about, counted: !late },
      isChoice
        ? { outcome: 'answered', value: { chosen: order[answer === 'first' ? 0 : 1] } }
        : { outcome: answer, value: {} },
    ),
  ];
}
