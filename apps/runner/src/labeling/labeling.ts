import { randomUUID } from 'node:crypto';
import type { JudgementRow, LabelingRequest } from '@heed/schema';
import type { LabelerAnswer, LabelerAt } from '../api/inputs.ts';
import type { NextTask, Quorum, Undone } from '../api/views.ts';
import { type Database, transact } from '../db/open.ts';
import type { StoredAnswer } from '../db/tables.ts';
import { UserError } from '../errors.ts';
import type { EventLog } from '../events/log.ts';
import { Announcer } from './announcer.ts';
import { shownOrder, showTask, slotOf } from './order.ts';
import { type BatchPlace, LabelingStore } from './store.ts';

/** How long a task stays with the labeler who opened it. */
const LEASE_MS = 10 * 60_000;

interface Surroundings {
  db: Database;
  log: EventLog;
  /** Is the node waiting for people right now? */
  isWaiting(place: BatchPlace): boolean;
  /** Called after the answer that completes a batch is stored. */
  onComplete(place: BatchPlace): void;
}

/** Puts tasks before people and keeps their answers; nothing that was stored is ever changed. */
export class Labeling {
  readonly #around: Surroundings;
  readonly #store: LabelingStore;
  readonly #announcer: Announcer;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#store = new LabelingStore(around.db);
    this.#announcer = new Announcer({ ...around, quorum: (place) => this.#store.quorum(place) });
  }

  /** Stores a node's request once; gives all judgements when every task has its answers. */
  ask(place: BatchPlace, request: LabelingRequest): JudgementRow[] | undefined {
    const tell = transact(this.#around.db, () => {
      if (this.#store.request(place)) return undefined;
      this.#store.addRequest(place, request, Date.now());
      return this.#announcer.changed(place);
    });
    tell?.();
    return this.isComplete(place) ? this.#store.rows(place) : undefined;
  }

  isComplete(place: BatchPlace): boolean {
    const { done, total } = this.#store.quorum(place);
    return done >= total;
  }

  /** Answers given and wanted; undefined where the node asked nobody. */
  quorum(place: BatchPlace): Quorum | undefined {
    return this.#store.request(place) && this.#store.quorum(place);
  }

  /** Standing judgements of a batch so far, in the order they were given. Throws NOT_FOUND where nobody was asked. */
  judgements(place: BatchPlace): JudgementRow[] {
    this.open(place);
    return this.#store.rows(place);
  }

  /** Batches that wait for people. */
  waiting(): (BatchPlace & Quorum)[] {
    return this.#store
      .batches()
      .filter((place) => this.#around.isWaiting(place))
      .map((place) => ({ ...place, ...this.#store.quorum(place) }));
  }

  /** The task this labeler has open, or else the next free one, which then is theirs for ten minutes. */
  next({ run, node, labeler }: LabelerAt): NextTask {
    const place = { run, node };
    return transact(this.#around.db, () => {
      const { form, settings, guidelines, question } = this.open(place);
      const mine = this.#store.answersOf(place, labeler);
      return {
        ...this.#store.quorum(place),
        form,
        settings,
        guidelines,
        question,
        mine,
        task: this.#openTask(place, labeler),
      };
    });
  }

  #openTask(place: BatchPlace, labeler: string): NextTask['task'] {
    if (!this.#around.isWaiting(place)) return null;
    const now = Date.now();
    const id = this.#store.leased(place, labeler, now) ?? this.#store.freeTask(place, labeler, now);
    const task = id && this.#store.task(place, id);
    if (!id || !task) return null;
    this.#store.lease(place, id, labeler, now + LEASE_MS);
    return showTask(task, labeler);
  }

  /** Stores an answer; the same key twice stores once. An answer beyond the overlap is kept and marked late. */
  answer({ run, node, labeler, answer }: LabelerAnswer): Quorum {
    const place = { run, node };
    const tell = transact(this.#around.db, () => {
      this.open(place);
      if (this.#store.hasKey(place, labeler, answer.idempotencyKey)) return undefined;
      this.#addAnswer(place, labeler, answer);
      return this.#announcer.changed(place);
    });
    tell?.();
    if (tell && this.isComplete(place)) this.#around.onComplete(place);
    return this.#store.quorum(place);
  }

  #addAnswer(place: BatchPlace, labeler: string, answer: LabelerAnswer['answer']): void {
    const task = this.#store.task(place, answer.taskId);
    if (!task) throw noSuchTask(answer.taskId);
    if (this.#store.hasAnswered(place, labeler, answer.taskId)) throw answeredBefore();
    const [first, second] = shownOrder(task, labeler);
    this.#store.addJudgement({
      ...{ id: randomUUID(), ...place, task: answer.taskId, labeler, withdraws: null },
      answer: storedAnswer(answer),
      ...{ firstId: first?.id ?? '', secondId: second?.id ?? '', timeMs: answer.timeMs },
      ...{ idempotencyKey: answer.idempotencyKey, at: Date.now() },
      late: this.#store.isFull(place, answer.taskId),
    });
    this.#store.release(place, labeler);
  }

  /** Withdraws this labeler's last answer by a new event and opens its task again. */
  undo({ run, node, labeler }: LabelerAt): Undone {
    const place = { run, node };
    const { undone, tell } = transact(this.#around.db, () => {
      this.open(place);
      if (!this.#around.isWaiting(place)) throw batchOver();
      const last = this.#store.lastAnswer(place, labeler);
      const task = last && this.#store.task(place, last.task);
      if (!last || !task) return { undone: { task: null }, tell: undefined };
      const { seq: _, ...answer } = last;
      const withdrawal = { id: randomUUID(), answer: null, withdraws: last.id, idempotencyKey: null };
      this.#store.addJudgement({ ...answer, ...withdrawal, at: Date.now() });
      this.#store.lease(place, last.task, labeler, Date.now() + LEASE_MS);
      return { undone: { task: showTask(task, labeler) }, tell: this.#announcer.changed(place) };
    });
    tell?.();
    return undone;
  }

  /** What a node asks people to do. Throws NOT_FOUND where it asked nobody. */
  open(place: BatchPlace): Omit<LabelingRequest, 'tasks'> {
    const request = this.#store.request(place);
    if (request) return request;
    throw new UserError('NOT_FOUND', {
      en: `Node "${place.node}" of this run has no labeling batch.`,
      zh: `此运行的节点“${place.node}”没有标注批次。`,
    });
  }

  /** Tells of every waiting batch what an earlier runner did not come to tell. */
  catchUp(): void {
    for (const place of this.waiting()) this.#announcer.catchUp(place);
  }

  /** Tells what is still to be told of the batches' progress. */
  close(): void {
    this.#announcer.close();
  }
}

function storedAnswer({ outcome, value }: LabelerAnswer['answer']): StoredAnswer {
  if (outcome !== 'answered') return outcome;
  return value.chosen === slotOf(0) ? 'first' : 'second';
}

function noSuchTask(id: string): UserError {
  return new UserError('NOT_FOUND', {
    en: `There is no task "${id}" in this batch.`,
    zh: `此批次中没有任务“${id}”。`,
  });
}

function answeredBefore(): UserError {
  return new UserError('CONFLICT', {
    en: 'You have answered this task already; go back to it to change the answer.',
    zh: '你已回答过此任务；如需修改，请返回该任务。',
  });
}

function batchOver(): UserError {
  return new UserError('CONFLICT', {
    en: 'This batch is finished and the run has gone on; its answers can no longer be changed.',
    zh: '此批次已完成，运行已继续，回答不能再修改。',
  });
}
