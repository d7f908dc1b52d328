import type { Question } from '@heed/labeling/forms/questionnaire/questions.ts';
import { questionsIn } from '@heed/labeling/statistics/questions.ts';
import type { Asked, JudgementRow, LabelingRequest, Media } from '@heed/schema';
import type { Quorum, RoundsView } from '../api/labeling-views.ts';
import { GroupCommit } from '../db/group.ts';
import { type Database, transact } from '../db/open.ts';
import type { EventLog } from '../events/log.ts';
import { Adjudication } from './adjudication.ts';
import { Announcer } from './announcer.ts';
import { Asking } from './asking.ts';
import { type Batch, Batches, type BatchPlace, type LabelState } from './batches.ts';
import { Desk } from './desk.ts';
import { Disputes } from './disputes.ts';
import { Gold, goldCategories, type KnownAnswer } from './gold.ts';
import { Informing } from './informing.ts';
import { Leases } from './leases.ts';
import { Record } from './record.ts';
import { asksForLess, asksTooMuch, noBatch } from './refusals.ts';
import { Rounds } from './rounds.ts';
import { JudgementRows } from './rows.ts';
import { Seats } from './seats.ts';
import { Showing } from './showing.ts';

interface Surroundings {
  db: Database;
  log: EventLog;
  /** Is the node waiting for people right now? */
  isWaiting(place: BatchPlace): boolean;
  /** Called after the answer that completes a batch is stored. */
  onComplete(place: BatchPlace): void;
  /** The time in milliseconds; tests set their own. */
  now?: () => number;
}

/** Puts tasks before people and keeps their answers; nothing that was stored is ever changed. */
export class Labeling {
  readonly #around: Surroundings;
  readonly #batches: Batches;
  readonly #rows: JudgementRows;
  readonly #announcer: Announcer;
  readonly #informing: Informing;
  readonly #gold: Gold;
  readonly #rounds: Rounds;
  readonly #disputes: Disputes;
  readonly #record: Record;
  readonly #asking: Asking;
  readonly #group: GroupCommit;
  readonly #now: () => number;
  /** Where labelers work. */
  readonly desk: Desk;
  /** Where a named person decides what they disagree about. */
  readonly adjudication: Adjudication;

  constructor(around: Surroundings) {
    const { db, now = Date.now } = around;
    this.#around = around;
    this.#now = now;
    this.#batches = new Batches(db);
    this.#rows = new JudgementRows(db);
    this.#informing = new Informing(db);
    this.#gold = new Gold(db);
    this.#rounds = new Rounds(db);
    this.#disputes = new Disputes(db);
    this.#group = new GroupCommit(db);
    const [batches, informing, disputes] = [this.#batches, this.#informing, this.#disputes];
    const gold = this.#gold;
    this.#asking = new Asking({ db, now, batches, informing, disputes, gold, rounds: this.#rounds });
    this.#announcer = new Announcer({ ...around, quorum: (place) => this.quorum(place) ?? none });
    this.#record = new Record(db);
    const seats = new Seats({ db, now, batches, isWaiting: around.isWaiting });
    const parts = {
      ...{ db, now, batches, record: this.#record, informing, disputes, seats },
      ...{ showing: new Showing(this.#record), leases: new Leases(db) },
      changed: (places: readonly BatchPlace[]) => this.changed(places),
    };
    this.desk = new Desk(parts);
    this.adjudication = new Adjudication(parts);
  }

  /**
   * Stores a node's request once; gives all judgements when there are as many as wanted: people's as of an event's
   * number, and what judges said in the request.
   */
  async ask(place: BatchPlace, request: LabelingRequest, asOf?: number): Promise<Asked | undefined> {
    let tell: (() => void) | undefined;
    await this.#asking.add(place, request, () => {
      tell = this.#announcer.changed(place);
    });
    tell?.();
    if (!this.isComplete(place)) return undefined;
    const source = { set: this.open(place).set.id, revision: this.#rows.lastEvent(place, asOf) };
    return { judgements: this.rows(place, source.revision), source };
  }

  /** Runs what labelers do together with what others do in the same moment; each is on the disk when it is answered. */
  together<Result>(work: () => Result): Promise<Result> {
    return this.#group.run(work);
  }

  /**
   * Standing answers of people to a batch, as of an event's number, and those of its judges. Throws NOT_FOUND where
   * nobody was asked.
   */
  rows(place: BatchPlace, asOf?: number): JudgementRow[] {
    this.open(place);
    return [...this.#batches.judged(place), ...this.#rows.ofBatch(place, asOf)];
  }

  /** What a questionnaire asks; nothing of other forms. Throws NOT_FOUND where nobody was asked. */
  questions(place: BatchPlace): Question[] {
    const { form, settings } = this.open(place);
    return questionsIn(form, settings);
  }

  /** All standing answers of a set, as of an event's number. */
  rowsOfSet(set: string, asOf?: number): JudgementRow[] {
    return this.#rows.ofSet(set, asOf);
  }

  /** Are all answers there, and all disagreements decided that somebody is to decide? */
  isComplete(place: BatchPlace): boolean {
    const { done, total, disputes = 0 } = this.quorum(place) ?? none;
    return done >= total && disputes === 0;
  }

  /** Answers given and wanted; undefined where the node asked nobody. */
  quorum(place: BatchPlace): Quorum | undefined {
    return this.#batches.quorum(place);
  }

  /** How far the set of a run's node is; undefined while nobody was asked. */
  stateOf(place: BatchPlace, labelSet: string): LabelState | undefined {
    const set = this.#batches.setOf(place, labelSet);
    return set && { set: set.id, revision: set.revision, round: set.round, judgements: set.judgements };
  }

  /** Batches that wait for people. */
  waiting(): (BatchPlace & Quorum)[] {
    return this.#batches
      .all()
      .filter((place) => this.#around.isWaiting(place))
      .map((place) => ({ ...place, ...(this.quorum(place) ?? none) }));
  }

  /** What a node asks people to do. Throws NOT_FOUND where it asked nobody. */
  open(place: BatchPlace): Batch {
    const batch = this.#batches.find(place);
    if (batch) return batch;
    throw noBatch(place.node);
  }

  /**
   * Wants more answers of each task, or more tasks of a budget: a new round, which the next run asks for. What is wanted
   * already opens none; less is refused, since nobody can take back what others were asked.
   */
  reopen(place: BatchPlace, { overlap, budget }: { overlap: number; budget?: number }): { round: number } {
    return transact(this.#around.db, () => {
      const { set, ...batch } = this.open(place);
      const now = this.rounds(place);
      const tasks = now.budget === null ? undefined : (budget ?? now.budget);
      if (overlap < now.overlap || (tasks ?? 0) < (now.budget ?? 0)) throw asksForLess(now);
      if (tasks !== undefined && tasks > now.tasks) throw asksTooMuch(now.tasks);
      const isWanted = overlap === now.overlap && tasks === (now.budget ?? undefined);
      if (isWanted) return { round: set.round };
      return { round: this.#rounds.reopen(set, { ...batch, overlap }, tasks, this.#now()) };
    });
  }

  /** The newest batches of a batch's set, this one among them. */
  batchesOfSet(place: BatchPlace, most: number): Batch[] {
    const { set } = this.open(place);
    return this.#batches.ofSet(set.id, most).flatMap((one) => this.#batches.find(one) ?? []);
  }

  /** The rounds of a batch's set, and what is wanted of it now. */
  rounds(place: BatchPlace): RoundsView {
    const { set, budget } = this.open(place);
    const rounds = this.#rounds.list(set.id);
    const overlap = rounds.at(-1)?.overlap ?? 1;
    const tasks = this.#batches.tasks(place);
    const wanted = budget === null ? null : Math.max(budget, set.budget ?? 0);
    return {
      set: set.id,
      overlap,
      budget: wanted,
      known: this.#gold.known(this.open(place)).length,
      tasks,
      rounds,
    };
  }

  /** How the disagreements stand that somebody is to decide, by the tasks' ids in the judgements. */
  disputes(place: BatchPlace): ReadonlyMap<string, string> {
    return this.#disputes.states(place);
  }

  /** Lets open disagreements be, so that the run need not wait for them. */
  waive(place: BatchPlace): { waived: number } {
    const { waived, tell } = transact(this.#around.db, () => this.adjudication.waive(this.open(place)));
    tell();
    return { waived };
  }

  /** Makes a task a check of labelers, or an ordinary one again; answers to it still count as far as they are wanted. */
  markGold(place: BatchPlace, taskId: string, answer: KnownAnswer | undefined): void {
    const tell = transact(this.#around.db, () => {
      this.#gold.mark(this.open(place), taskId, answer);
      return this.#around.isWaiting(place) ? this.#announcer.changed(place) : undefined;
    });
    tell?.();
  }

  /** Standing answers to tasks that a batch does not ask and that check its labelers. */
  checks(place: BatchPlace): JudgementRow[] {
    return this.#rows.ofChecks(place, this.open(place).set.id);
  }

  /** The right category of each task of a batch that has a known answer. */
  gold(place: BatchPlace): [taskId: string, category: string | number][] {
    return goldCategories(this.#gold, this.open(place));
  }

  /** The file in a slot of a task that lies or lay before the labeler of a session. */
  media(wish: BatchPlace & { session: string; taskId: string; slot: string }): Media | undefined {
    return this.desk.media(wish);
  }

  /** Tells of every waiting batch what an earlier runner did not come to tell. */
  catchUp(): void {
    for (const place of this.waiting()) this.#announcer.catchUp(place);
  }

  /** Finishes what labelers have sent, and tells what is still to be told of the batches' progress. */
  close(): void {
    this.#group.close();
    this.#informing.close();
    this.#announcer.close();
  }

  /**
   * Looks at a task anew after an answer from elsewhere, in its transaction: whether the labelers of a batch that waits
   * disagree on it, or whether it was decided. Gives the batches that this brings further or back.
   */
  review(set: string, task: string, brought: 'answer' | 'decision' | 'no decision'): BatchPlace[] {
    const waiting = this.#record.placesOf(set, task).filter((place) => this.#around.isWaiting(place));
    if (brought === 'decision') this.#disputes.decide(set, task, this.#now());
    if (brought === 'no decision') this.#disputes.reopen(set, task);
    if (brought !== 'answer') return waiting;
    const deciding = waiting.flatMap((place) => this.#batches.find(place) ?? []);
    const turned = deciding
      .filter(({ queue }) => queue.adjudicate !== undefined)
      .filter((batch) => this.#disputes.review(batch, task, this.#now()));
    return turned.length > 0 ? waiting : [];
  }

  /**
   * Writes the batches' progress in the transaction that made it, by the desk or an import; gives what is to be done
   * after it.
   */
  changed(places: readonly BatchPlace[]): () => void {
    const waiting = places.filter((place) => this.#around.isWaiting(place));
    const tells = waiting.map((place) => this.#announcer.changed(place));
    return () => {
      for (const tell of tells) tell();
      for (const place of waiting) if (this.isComplete(place)) this.#around.onComplete(place);
    };
  }
}

const none: Quorum = { done: 0, total: 0 };
