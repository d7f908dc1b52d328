import type { JudgementRow, LabelingRequest, Media } from '@heed/schema';
import type { Quorum } from '../api/labeling-views.ts';
import { type Database, transact } from '../db/open.ts';
import type { EventLog } from '../events/log.ts';
import { Announcer } from './announcer.ts';
import { type Batch, Batches, type BatchPlace, type LabelState } from './batches.ts';
import { Desk } from './desk.ts';
import { Gold, goldCategories, type KnownAnswer } from './gold.ts';
import { Informing } from './informing.ts';
import { Record } from './record.ts';
import { noBatch } from './refusals.ts';
import { JudgementRows } from './rows.ts';

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
  readonly #now: () => number;
  /** Where labelers work. */
  readonly desk: Desk;

  constructor(around: Surroundings) {
    const { db, now = Date.now } = around;
    this.#around = around;
    this.#now = now;
    this.#batches = new Batches(db);
    this.#rows = new JudgementRows(db);
    this.#informing = new Informing(db);
    this.#gold = new Gold(db);
    this.#announcer = new Announcer({ ...around, quorum: (place) => this.quorum(place) ?? none });
    this.desk = new Desk({
      ...{ db, now, batches: this.#batches, record: new Record(db), informing: this.#informing },
      isWaiting: around.isWaiting,
      changed: (places) => this.#changed(places),
    });
  }

  /**
   * Stores a node's request once; gives all judgements when there are as many as wanted: people's as of an event's
   * number, and what judges said in the request.
   */
  ask(place: BatchPlace, request: LabelingRequest, asOf?: number): JudgementRow[] | undefined {
    const tell = transact(this.#around.db, () => {
      if (this.#batches.quorum(place)) return undefined;
      this.#batches.add(place, request, this.#now());
      if (request.queue?.choose === 'informative') this.#informing.begin(place);
      return this.#announcer.changed(place);
    });
    tell?.();
    return this.isComplete(place) ? this.rows(place, asOf) : undefined;
  }

  /**
   * Standing answers of people to a batch, as of an event's number, and those of its judges. Throws NOT_FOUND where
   * nobody was asked.
   */
  rows(place: BatchPlace, asOf?: number): JudgementRow[] {
    this.open(place);
    return [...this.#batches.judged(place), ...this.#rows.ofBatch(place, asOf)];
  }

  /** All standing answers of a set, as of an event's number. */
  rowsOfSet(set: string, asOf?: number): JudgementRow[] {
    return this.#rows.ofSet(set, asOf);
  }

  isComplete(place: BatchPlace): boolean {
    const { done, total } = this.quorum(place) ?? none;
    return done >= total;
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

  /** Wants more answers of each task: a new round, which the next run of the graph asks for. */
  reopen(place: BatchPlace, overlap: number): { round: number } {
    return transact(this.#around.db, () => {
      this.#batches.reopen(this.open(place), overlap, this.#now());
      return { round: this.open(place).set.round };
    });
  }

  /** Makes a task a check of labelers, or an ordinary one again; answers to it still count as far as they are wanted. */
  markGold(place: BatchPlace, taskId: string, answer: KnownAnswer | undefined): void {
    const tell = transact(this.#around.db, () => {
      this.#gold.mark(this.open(place), taskId, answer);
      return this.#around.isWaiting(place) ? this.#announcer.changed(place) : undefined;
    });
    tell?.();
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

  /** Tells what is still to be told of the batches' progress. */
  close(): void {
    this.#announcer.close();
  }

  /** Writes the batches' progress in the transaction that made it; gives what is to be done after it. */
  #changed(places: readonly BatchPlace[]): () => void {
    const waiting = places.filter((place) => this.#around.isWaiting(place));
    const tells = waiting.map((place) => this.#announcer.changed(place));
    return () => {
      for (const tell of tells) tell();
      for (const place of waiting) if (this.isComplete(place)) this.#around.onComplete(place);
    };
  }
}

const none: Quorum = { done: 0, total: 0 };
