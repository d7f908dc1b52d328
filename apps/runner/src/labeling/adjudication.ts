import { randomUUID } from 'node:crypto';
import { formOf } from '@heed/labeling/forms/index.ts';
import type { Answer, JudgementRow } from '@heed/schema';
import type { LabelerAt, LabelerDecision } from '../api/labeling-inputs.ts';
import type { DisputeView } from '../api/labeling-views.ts';
import { afterCommit } from '../db/group.ts';
import { type Database, transact } from '../db/open.ts';
import type { Batch, Batches, BatchPlace } from './batches.ts';
import { leaseMs } from './desk.ts';
import type { Disputes } from './disputes.ts';
import { shownValue, storedValue } from './judged.ts';
import { ticketOf } from './keys.ts';
import type { Lease, Leases } from './leases.ts';
import { type Judgement, type Record, withdrawalOf } from './record.ts';
import { batchOver, decisionMissing, notYours } from './refusals.ts';
import type { Seat, Seats } from './seats.ts';
import type { Showing } from './showing.ts';

interface AdjudicationParts {
  db: Database;
  now: () => number;
  batches: Batches;
  record: Record;
  disputes: Disputes;
  seats: Seats;
  showing: Showing;
  leases: Leases;
  /** Belongs in the transaction that brought batches further; gives what is to be done after it. */
  changed(places: readonly BatchPlace[]): () => void;
}

/**
 * Where a named person decides what labelers disagree about. They answer first without knowing what was said, then see
 * it with its reasons, and decide; both are events, and nothing of the labelers' is changed.
 */
export class Adjudication {
  readonly #parts: AdjudicationParts;

  constructor(parts: AdjudicationParts) {
    this.#parts = parts;
  }

  /** The dispute before somebody, given to them where they have none. */
  work(at: LabelerAt, session: string): DisputeView {
    return transact(this.#parts.db, () => {
      const seat = this.#parts.seats.sit(at, session);
      return this.#view(seat, seat.isWaiting ? this.#give(seat) : undefined);
    });
  }

  /** Stores a first look or, after it, a decision; the same key twice stores once. Gives what comes next. */
  decide({ answer, ...at }: LabelerDecision, session: string): DisputeView {
    const { record, seats, db } = this.#parts;
    return transact(db, () => {
      const seat = seats.sit(at, session);
      if (!record.hasKey(seat.batch.set.id, seat.me.id, answer.idempotencyKey)) this.#store(seat, answer);
      const after = { ...seat, batch: this.#parts.batches.find(seat.batch) ?? seat.batch };
      return this.#view(after, after.isWaiting ? this.#give(after) : undefined);
    });
  }

  /** Withdraws the last decision of this person by a new event and puts its task before them again. */
  undo(at: LabelerAt, session: string): DisputeView {
    const { record, disputes, seats, leases, db, now } = this.#parts;
    return transact(db, () => {
      const seat = seats.sit(at, session);
      const { batch, me } = seat;
      if (!seat.isWaiting) throw batchOver();
      const [last] = record.decisions(batch.set.id, me.id, 1);
      if (!last) return this.#view(seat, this.#give(seat));
      record.add(withdrawalOf(last, now()));
      disputes.reopen(batch.set.id, last.task);
      for (const lease of this.#held(seat)) leases.drop(batch.set.id, me.id, lease.ticket);
      const lease = this.#lease(seat, last.task);
      this.#tell(batch, last.task);
      return this.#view({ ...seat, batch: this.#parts.batches.find(batch) ?? batch }, lease);
    });
  }

  /** Lets the open disputes of a batch be: their tasks count by their votes. Gives how many there were. */
  waive(batch: Batch): { waived: number; tell: () => void } {
    const waived = this.#parts.disputes.waive(batch);
    return { waived, tell: this.#parts.changed([batch]) };
  }

  #store(seat: Seat, answer: Answer): void {
    const { record, disputes, leases, showing, now } = this.#parts;
    const { batch, me, isWaiting } = seat;
    if (!isWaiting) throw batchOver();
    const lease = leases.find(batch.set.id, me.id, answer.taskId);
    if (lease?.selection !== 'adjudication') throw notYours();
    if (answer.outcome === 'skipped') throw decisionMissing();
    const order = showing.order(batch, me, showing.body(batch, lease.task), lease);
    const value = storedValue(batch, order, answer);
    const first = record.blind(batch.set.id, me.id, lease.ticket);
    const isFirstDecision = first && !record.isWithdrawn(first.id);
    record.add({
      ...{ id: randomUUID(), set: batch.set.id, task: lease.task, labeler: me.id, ticket: lease.ticket },
      ...{ outcome: answer.outcome, value, shown: JSON.stringify(order) },
      ...{ withdraws: isFirstDecision ? first.id : null, round: batch.set.round, selection: 'adjudication' },
      ...{ form: batch.form, formVersion: batch.formVersion, guidelineVersion: batch.guidelineVersion },
      ...{ late: 0, counted: 0, blind: first ? 0 : 1, played: null },
      ...{ timeMs: answer.timeMs, idempotencyKey: answer.idempotencyKey, at: now() },
    });
    if (!first) return;
    leases.drop(batch.set.id, me.id, lease.ticket);
    disputes.decide(batch.set.id, lease.task, now());
    this.#tell(batch, lease.task);
  }

  #tell({ set }: Batch, task: string): void {
    const { record, changed, db } = this.#parts;
    afterCommit(db, changed(record.placesOf(set.id, task)));
  }

  #held({ batch, me }: Seat): Lease[] {
    return this.#parts.leases.of(batch.set.id, me.id).filter(({ selection }) => selection === 'adjudication');
  }

  /** What is before them already, as long as it is open; otherwise the dispute that waits longest. */
  #give(seat: Seat): Lease | undefined {
    const { disputes, leases, now } = this.#parts;
    const { batch, me } = seat;
    const [held] = this.#held(seat);
    if (held && disputes.isOpen(batch.set.id, held.task)) return this.#lease(seat, held.task);
    if (held) leases.drop(batch.set.id, me.id, held.ticket);
    const task = disputes.next(batch, me.id, now());
    return task === undefined ? undefined : this.#lease(seat, task);
  }

  #lease({ batch, me }: Seat, task: string): Lease {
    const ticket = ticketOf(batch.set.secret, task, me.id, 'adjudication');
    const expiresAt = this.#parts.now() + leaseMs(batch);
    const flags = { place: 0, selection: 'adjudication', takesSlot: false, isAhead: false } as const;
    const lease = { task, ticket, expiresAt, ...flags };
    this.#parts.leases.put(batch.set.id, me.id, lease);
    return lease;
  }

  #view(seat: Seat, lease: Lease | undefined): DisputeView {
    const { batches, record, showing } = this.#parts;
    const { batch, me, isWaiting } = seat;
    const { form, formVersion, settings, question, guidelines } = batch;
    const { done, total } = batch;
    const open = batches.quorum(batch)?.disputes ?? 0;
    const hasDecided = record.decisions(batch.set.id, me.id, 1).length > 0;
    const about = { form, formVersion, settings, question, guidelines, name: me.name };
    const view = { ...about, done, total, open, hasDecided, isWaiting };
    if (!lease) return view;
    const task = showing.show(batch, me, lease);
    const first = record.blind(batch.set.id, me.id, lease.ticket);
    if (!first) return { ...view, task };
    return { ...view, task, ...this.#said(batch, lease, first) };
  }

  /** What everybody said, once this person has answered: themselves, the labelers without their names, the judges. */
  #said(batch: Batch, { task }: Lease, first: Judgement): Pick<DisputeView, 'first' | 'others'> {
    const { record, showing, batches } = this.#parts;
    const { form, shown } = first;
    const order: string[] = JSON.parse(shown);
    const labelers = record.ofTask(batch.set.id, task).map((given, place) => ({
      ...{ by: `${place + 1}`, kind: 'person' as const, outcome: given.outcome ?? ('skipped' as const) },
      value: shownValue(given.form, order, given.value),
    }));
    const { taskId, keys, candidates } = showing.body(batch, task);
    const keyOf = (id: string) => keys[candidates.findIndex((candidate) => candidate.id === id)] ?? id;
    const judges = batches
      .judged(batch)
      .filter((row) => row.taskId === taskId)
      .map((row) => judged(row, order, keyOf));
    const { outcome } = first;
    const own = { outcome: outcome ?? ('skipped' as const), value: shownValue(form, order, first.value) };
    return { first: own, others: [...labelers, ...judges] };
  }
}

/** A judge's answer in the order in which somebody sees the candidates. */
function judged(row: JudgementRow, order: readonly string[], keyOf: (id: string) => string) {
  const { rename, value } = formOf(row.form);
  const byKey = rename(value.parse(JSON.parse(row.value)), keyOf);
  const { labeler: by, outcome } = row;
  return { by, kind: 'judge' as const, outcome, value: shownValue(row.form, order, JSON.stringify(byKey)) };
}
