import type { JudgementRow, LabelingRequest, PairwiseTask } from '@heed/schema';
import { and, asc, desc, eq, gt, isNotNull, ne, notInArray, sql } from 'drizzle-orm';
import type { Quorum } from '../api/views.ts';
import type { Database } from '../db/open.ts';
import { judgements, labelingRequests, leases, tasks } from '../db/tables.ts';
import { shownOrder } from './order.ts';

/** A batch: the tasks that one node run put before people. */
export interface BatchPlace {
  run: string;
  node: string;
}

export type Judgement = typeof judgements.$inferSelect;

/** Reads and writes of labeling tables. Callers group them into transactions. */
export class LabelingStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  request({ run, node }: BatchPlace): Omit<LabelingRequest, 'tasks'> | undefined {
    const at = and(eq(labelingRequests.run, run), eq(labelingRequests.node, node));
    return this.#db.select().from(labelingRequests).where(at).get()?.request;
  }

  addRequest({ run, node }: BatchPlace, { tasks: asked, ...request }: LabelingRequest, now: number): void {
    this.#db.insert(labelingRequests).values({ run, node, request, createdAt: now }).run();
    for (const [position, body] of asked.entries()) {
      this.#db.insert(tasks).values({ run, node, id: body.taskId, position, body }).run();
    }
  }

  batches(): BatchPlace[] {
    return this.#db
      .select({ run: labelingRequests.run, node: labelingRequests.node })
      .from(labelingRequests)
      .orderBy(desc(labelingRequests.createdAt))
      .all();
  }

  task({ run, node }: BatchPlace, id: string): PairwiseTask | undefined {
    const at = and(eq(tasks.run, run), eq(tasks.node, node), eq(tasks.id, id));
    return this.#db.select().from(tasks).where(at).get()?.body;
  }

  /** Answers that were not withdrawn. */
  #standing({ run, node }: BatchPlace) {
    const withdrawn = this.#db
      .select({ id: sql<string>`${judgements.withdraws}` })
      .from(judgements)
      .where(and(eq(judgements.run, run), eq(judgements.node, node), isNotNull(judgements.withdraws)));
    return and(
      eq(judgements.run, run),
      eq(judgements.node, node),
      isNotNull(judgements.answer),
      notInArray(judgements.id, withdrawn),
    );
  }

  /** Answers given, each task counted up to its overlap, and answers wanted. */
  quorum(place: BatchPlace): Quorum {
    const overlap = this.request(place)?.overlap ?? 0;
    const wanted = this.#db
      .select({ total: sql<number>`count(*)` })
      .from(tasks)
      .where(and(eq(tasks.run, place.run), eq(tasks.node, place.node)))
      .get();
    const perTask = this.#db
      .select({ count: sql<number>`count(*)`.as('count') })
      .from(judgements)
      .where(this.#standing(place))
      .groupBy(judgements.task)
      .as('per_task');
    const given = this.#db
      .select({ done: sql<number>`coalesce(sum(min(${perTask.count}, ${overlap})), 0)` })
      .from(perTask)
      .get();
    return { done: given?.done ?? 0, total: (wanted?.total ?? 0) * overlap };
  }

  #answerCounts(place: BatchPlace): { task: string; count: number }[] {
    return this.#db
      .select({ task: judgements.task, count: sql<number>`count(*)` })
      .from(judgements)
      .where(this.#standing(place))
      .groupBy(judgements.task)
      .all();
  }

  /** A labeler's standing answers, newest first. */
  answersOf(place: BatchPlace, labeler: string): Judgement[] {
    const mine = and(this.#standing(place), eq(judgements.labeler, labeler));
    return this.#db.select().from(judgements).where(mine).orderBy(desc(judgements.seq)).all();
  }

  byKey({ run, node }: BatchPlace, labeler: string, idempotencyKey: string): Judgement | undefined {
    const key = and(
      eq(judgements.run, run),
      eq(judgements.node, node),
      eq(judgements.labeler, labeler),
      eq(judgements.idempotencyKey, idempotencyKey),
    );
    return this.#db.select().from(judgements).where(key).get();
  }

  answerCount(place: BatchPlace, task: string): number {
    const given = this.#db
      .select({ count: sql<number>`count(*)` })
      .from(judgements)
      .where(and(this.#standing(place), eq(judgements.task, task)))
      .get();
    return given?.count ?? 0;
  }

  addJudgement(judgement: Omit<Judgement, 'seq'>): void {
    this.#db.insert(judgements).values(judgement).run();
  }

  /** The task that a labeler has open. */
  leased({ run, node }: BatchPlace, labeler: string, now: number): string | undefined {
    const mine = and(
      eq(leases.run, run),
      eq(leases.node, node),
      eq(leases.labeler, labeler),
      gt(leases.expiresAt, now),
    );
    return this.#db.select().from(leases).where(mine).get()?.task;
  }

  lease({ run, node }: BatchPlace, task: string, labeler: string, expiresAt: number): void {
    this.#db
      .insert(leases)
      .values({ run, node, task, labeler, expiresAt })
      .onConflictDoUpdate({ target: [leases.run, leases.node, leases.labeler], set: { task, expiresAt } })
      .run();
  }

  release({ run, node }: BatchPlace, labeler: string): void {
    const mine = and(eq(leases.run, run), eq(leases.node, node), eq(leases.labeler, labeler));
    this.#db.delete(leases).where(mine).run();
  }

  /** The first task with a free slot that this labeler has not answered; open leases of others take slots. */
  freeTask(place: BatchPlace, labeler: string, now: number): string | undefined {
    const overlap = this.request(place)?.overlap ?? 0;
    const taken = new Map(this.#answerCounts(place).map(({ task, count }) => [task, count]));
    for (const { task } of this.#openLeases(place, labeler, now)) taken.set(task, (taken.get(task) ?? 0) + 1);
    const mine = new Set(this.answersOf(place, labeler).map(({ task }) => task));
    for (const id of this.#taskIds(place)) if (!mine.has(id) && (taken.get(id) ?? 0) < overlap) return id;
    return undefined;
  }

  /** Ids in their order, read one by one: whoever asks has mostly seen enough soon. */
  #taskIds({ run, node }: BatchPlace): Iterable<string> {
    const ids = 'SELECT id FROM tasks WHERE run = ? AND node = ? ORDER BY position';
    return this.#db.$client.prepare<[string, string], string>(ids).pluck().iterate(run, node);
  }

  #openLeases({ run, node }: BatchPlace, labeler: string, now: number) {
    const others = and(
      eq(leases.run, run),
      eq(leases.node, node),
      ne(leases.labeler, labeler),
      gt(leases.expiresAt, now),
    );
    return this.#db.select({ task: leases.task }).from(leases).where(others).all();
  }

  /** Standing judgements as rows of a table, in the order they were given. */
  rows(place: BatchPlace): JudgementRow[] {
    return this.#db
      .select({ judgement: judgements, task: tasks.body })
      .from(judgements)
      .innerJoin(
        tasks,
        and(eq(tasks.run, judgements.run), eq(tasks.node, judgements.node), eq(tasks.id, judgements.task)),
      )
      .where(this.#standing(place))
      .orderBy(asc(judgements.seq))
      .all()
      .flatMap(({ judgement, task }) => toRow(judgement, task));
  }
}

function toRow(judgement: Judgement, task: PairwiseTask): JudgementRow[] {
  if (judgement.answer === null) return [];
  const [first, second] = shownOrder(task, judgement.labeler);
  const { taskId, promptId, prompt } = task;
  return [
    {
      ...{ judgementId: judgement.id, taskId, promptId, prompt },
      ...{ firstId: first.id, firstText: first.text, secondId: second.id, secondText: second.text },
      ...{ answer: judgement.answer, labeler: judgement.labeler, labelerKind: 'person', round: 1 },
    },
  ];
}
