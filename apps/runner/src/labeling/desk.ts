import { randomUUID } from 'node:crypto';
import { hasFreeSlot, isLate } from '@heed/labeling/queue/slots.ts';
import type { Answer, Media } from '@heed/schema';
import type { LabelerAnswer, LabelerAt, LabelerChange, LabelerWork } from '../api/labeling-inputs.ts';
import type { RecentAnswers, Undone, WorkView } from '../api/labeling-views.ts';
import { afterCommit } from '../db/group.ts';
import { type Database, transact } from '../db/open.ts';
import type { Batch, Batches, BatchPlace } from './batches.ts';
import type { Disputes } from './disputes.ts';
import type { Informing } from './informing.ts';
import { storedValue } from './judged.ts';
import { ticketOf } from './keys.ts';
import type { Labeler } from './labelers.ts';
import type { Lease, Leases } from './leases.ts';
import { type Pick, Picks } from './picks.ts';
import { storedPlayed } from './played.ts';
import { type Judgement, type Record, withdrawalOf } from './record.ts';
import { answeredBefore, batchOver, noSuchAnswer, notYours } from './refusals.ts';
import type { Seat, Seats } from './seats.ts';
import type { Showing } from './showing.ts';
import { candidateOf, keyInSlot } from './task-body.ts';

/** How long a task stays with the labeler who has it before them, where the node says nothing else. */
const LEASE_MINUTES = 10;
const MINUTE_MS = 60_000;
/** A lease that has more than this part of its time left is not renewed yet: each renewal is a write. */
const RENEW_SHARE = 0.9;
/** Tasks that a labeler is given in advance, where the page asks for no other number. */
const AHEAD = 2;
const RECENT = 10;
/** Answers from which a labeler's own speed is told. */
const SPEED_ANSWERS = 20;

interface DeskParts {
  db: Database;
  now: () => number;
  batches: Batches;
  record: Record;
  informing: Informing;
  disputes: Disputes;
  seats: Seats;
  showing: Showing;
  leases: Leases;
  /** Belongs in the transaction that brought batches further; gives what is to be done after it. */
  changed(places: readonly BatchPlace[]): () => void;
}

/** Where labelers get their tasks and give their answers. Who they are follows from the session, not from the name. */
export class Desk {
  readonly #parts: DeskParts;
  readonly #seats: Seats;
  readonly #showing: Showing;
  readonly #leases: Leases;
  readonly #picks: Picks;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#seats = parts.seats;
    this.#showing = parts.showing;
    this.#leases = parts.leases;
    this.#picks = new Picks(parts.db, this.#leases, parts.record);
  }

  /** The tasks before a labeler, the open one first, and how far the batch is. Leases are renewed for one who is active. */
  work({ active = true, ahead = AHEAD, ...at }: LabelerWork, session: string): WorkView {
    return transact(this.#parts.db, () => {
      const seat = this.#seats.sit(at, session);
      return this.#view(seat, active && seat.isWaiting ? this.#give(seat, ahead) : this.#held(seat));
    });
  }

  /** Stores an answer and gives the next tasks; the same key twice stores once. */
  answer({ answer, ahead = AHEAD, ...at }: LabelerAnswer, session: string): WorkView {
    const { view, tell } = transact(this.#parts.db, () => {
      const seat = this.#seats.sit(at, session);
      const isKnown = this.#parts.record.hasKey(seat.batch.set.id, seat.me.id, answer.idempotencyKey);
      const tell = isKnown ? undefined : this.#store(seat, answer);
      const after = {
        ...seat,
        batch: this.#again(seat.batch),
        me: this.#seats.labeler(at, seat.batch, session),
      };
      return { view: this.#view(after, after.isWaiting ? this.#give(after, ahead) : []), tell };
    });
    afterCommit(this.#parts.db, tell);
    return view;
  }

  /** A batch with a budget counts begun tasks while it hands out new ones. */
  #again(batch: Batch): Batch {
    return batch.budget === null ? batch : (this.#parts.batches.find(batch) ?? batch);
  }

  #store(seat: Seat, answer: Answer): () => void {
    const { batch, me } = seat;
    const lease = this.#leases.find(batch.set.id, me.id, answer.taskId);
    if (!lease) {
      const isAnswered = this.#parts.record.byTicket(batch.set.id, me.id, answer.taskId);
      throw isAnswered ? answeredBefore() : notYours();
    }
    const body = this.#showing.body(batch, lease.task);
    const order = this.#showing.order(batch, me, body, lease);
    const value = storedValue(batch, order, answer);
    const played = storedPlayed(batch, body, order, answer, this.#playedBefore(batch, me, lease));
    const now = this.#parts.now();
    const late = lease.takesSlot && isLate(lease.expiresAt <= now, this.#slots(batch, lease.task, me, now));
    this.#leases.drop(batch.set.id, me.id, lease.ticket);
    if (late) this.#picks.freed(batch, lease.task);
    return this.#add(batch, {
      ...{ id: randomUUID(), set: batch.set.id, task: lease.task, labeler: me.id, ticket: lease.ticket },
      ...{ outcome: answer.outcome, value, shown: JSON.stringify(order), withdraws: null },
      ...{ round: batch.set.round, form: batch.form, formVersion: batch.formVersion },
      ...{ guidelineVersion: batch.guidelineVersion, selection: lease.selection },
      ...{ late: late ? 1 : 0, counted: lease.takesSlot && !late ? 1 : 0, blind: 0 },
      ...{ played, timeMs: answer.timeMs, idempotencyKey: answer.idempotencyKey, at: now },
    });
  }

  /** What this labeler reported of a task before; nothing is looked up where nothing has to be played. */
  #playedBefore(
    { set, settings }: Batch,
    me: Labeler,
    { task, ticket }: { task: string; ticket: string },
  ): string[] {
    return settings.mustPlay === true ? this.#parts.record.played(set.id, me.id, task, ticket) : [];
  }

  /** Stores an event in the transaction around it; gives what is to be done after the transaction. */
  #add(batch: Batch, judgement: Omit<Judgement, 'seq'>): () => void {
    const { record, informing, disputes, changed } = this.#parts;
    const places = record.add(judgement);
    const step = judgement.outcome === null ? -1 : 1;
    if (judgement.outcome === null || judgement.withdraws === null)
      this.#seats.labelers.countAnswer(judgement.labeler, step);
    if (batch.queue.choose === 'informative')
      afterCommit(this.#parts.db, () => informing.update(batch, judgement.task));
    const isTurned = batch.queue.adjudicate && disputes.review(batch, judgement.task, judgement.at);
    return changed(isTurned ? record.placesOf(batch.set.id, judgement.task) : places);
  }

  /** Withdraws this labeler's last answer by a new event and puts its task before them again. */
  undo(at: LabelerAt, session: string): Undone {
    const { undone, tell } = transact(this.#parts.db, () => {
      const { batch, me, isWaiting } = this.#seats.sit(at, session);
      if (!isWaiting) throw batchOver();
      const [last] = this.#parts.record.recent(batch.set.id, me.id, 1);
      if (!last) return { undone: { task: null }, tell: undefined };
      const now = this.#parts.now();
      const tell = this.#add(batch, withdrawalOf(last, now));
      this.#openAgain(batch, me, last, now);
      return { undone: this.#showing.again(batch, last), tell };
    });
    afterCommit(this.#parts.db, tell);
    return undone;
  }

  /** Before all others; where others have taken the task's slots meanwhile, what is answered now will be late. */
  #openAgain(batch: Batch, me: Labeler, { task, ticket, selection, counted }: Judgement, now: number): void {
    const takesSlot = selection !== 'repeat' && (selection !== 'gold' || counted === 1);
    const isFree = !takesSlot || hasFreeSlot(this.#slots(batch, task, me, now));
    const expiresAt = isFree ? now + leaseMs(batch) : now;
    const held = this.#leases.of(batch.set.id, me.id);
    for (const lease of held) this.#leases.put(batch.set.id, me.id, { ...lease, isAhead: true });
    const place = (held[0]?.place ?? 0) - 1;
    const again = { task, ticket, place, selection, takesSlot, expiresAt, isAhead: false };
    this.#leases.put(batch.set.id, me.id, again);
    this.#picks.freed(batch, task);
  }

  /** A labeler's last answers, newest first, for looking at them again and changing them. */
  recent(at: LabelerAt, session: string): RecentAnswers {
    const batch = this.#seats.batch(at).batch;
    const me = this.#seats.labelers.find(batch.set.id, session, at.labeler);
    if (!me) return { answers: [] };
    const answers = this.#parts.record.recent(batch.set.id, me.id, RECENT).map((given) => {
      const { task, outcome, value } = this.#showing.again(batch, given);
      return { judgementId: given.id, task, outcome, value, at: given.at };
    });
    return { answers };
  }

  /** Puts another answer in the place of an earlier one: a new event, which names the one that it corrects. */
  change({ judgementId, answer, ahead = AHEAD, ...at }: LabelerChange, session: string): WorkView {
    const { view, tell } = transact(this.#parts.db, () => {
      const seat = this.#seats.sit(at, session);
      const isKnown = this.#parts.record.hasKey(seat.batch.set.id, seat.me.id, answer.idempotencyKey);
      const tell = isKnown ? undefined : this.#correct(seat, judgementId, answer);
      return { view: this.#view(seat, seat.isWaiting ? this.#give(seat, ahead) : []), tell };
    });
    afterCommit(this.#parts.db, tell);
    return view;
  }

  #correct({ batch, me, isWaiting }: Seat, judgementId: string, answer: Answer): () => void {
    if (!isWaiting) throw batchOver();
    const before = this.#parts.record.byId(batch.set.id, me.id, judgementId);
    if (!before) throw noSuchAnswer();
    const { seq: _, ...event } = before;
    const order: string[] = JSON.parse(before.shown);
    const value = storedValue(batch, order, answer);
    const body = this.#showing.body(batch, before.task);
    const played = storedPlayed(batch, body, order, answer, this.#playedBefore(batch, me, before));
    const { form, formVersion, guidelineVersion, set } = batch;
    return this.#add(batch, {
      ...{ ...event, id: randomUUID(), withdraws: before.id, outcome: answer.outcome, value },
      ...{ form, formVersion, guidelineVersion, round: set.round, timeMs: answer.timeMs },
      played: played ?? before.played,
      ...{ idempotencyKey: answer.idempotencyKey, at: this.#parts.now() },
    });
  }

  /** The file in a slot of a task that lies or lay before the labeler of a session. */
  media({
    session,
    taskId,
    slot,
    ...place
  }: BatchPlace & { session: string; taskId: string; slot: string }): Media | undefined {
    const batch = this.#parts.batches.find(place);
    const holder =
      batch &&
      this.#seats.labelers.ofSession(batch.set.id, session).find((me) => this.#taskOf(batch, me, taskId));
    const held = holder && this.#taskOf(batch, holder, taskId);
    if (!held) return undefined;
    const body = this.#showing.body(batch, held.task);
    const key = keyInSlot(this.#showing.order(batch, holder, body, held), slot);
    return key === undefined ? undefined : candidateOf(body, key)?.media;
  }

  #taskOf({ set }: Batch, me: Labeler, ticket: string): Pick | undefined {
    return this.#leases.find(set.id, me.id, ticket) ?? this.#parts.record.byTicket(set.id, me.id, ticket);
  }

  #view({ batch, me, isWaiting }: Seat, leases: readonly Lease[]): WorkView {
    const { done, total } = this.#parts.batches.quorum(batch) ?? batch;
    const { form, formVersion, settings, question, guidelines, guidelineVersion } = batch;
    const tasks = isWaiting ? leases.map((lease) => this.#showing.show(batch, me, lease)) : [];
    const speed = this.#speed(batch, me);
    return {
      ...{ done, total, isWaiting, mine: me.answered, name: me.name, speed, tasks },
      ...{ form, formVersion, settings, question, guidelines, guidelineVersion },
    };
  }

  #speed({ set }: Batch, { id }: Labeler): WorkView['speed'] {
    const times = this.#parts.record.times(set.id, id, SPEED_ANSWERS).sort((a, b) => a - b);
    const middle = times[Math.floor(times.length / 2)];
    return middle === undefined ? undefined : { medianMs: middle, answers: times.length };
  }

  /** What the labeler has already, without giving or renewing anything. */
  #held({ batch, me }: Seat): Lease[] {
    return this.#leases
      .of(batch.set.id, me.id)
      .filter((lease) => lease.selection !== 'adjudication' && this.#isWanted(batch, lease));
  }

  /** Renews what the labeler has and fills up to one open task and some in advance. */
  #give({ batch, me }: Seat, ahead: number): Lease[] {
    const now = this.#parts.now();
    const expiresAt = now + leaseMs(batch);
    const mine = this.#held({ batch, me, isWaiting: true }).filter((lease) =>
      this.#mayKeep(batch, me, lease, now),
    );
    const labeler = { ...me };
    while (mine.length <= ahead) {
      const pick = this.#picks.pick(batch, labeler, now, mine.length === 0);
      if (!pick) break;
      const lease = { ...this.#lease(batch, labeler, pick, now), isAhead: mine.length > 0 };
      this.#leases.put(batch.set.id, me.id, lease);
      if (lease.takesSlot) this.#picks.filled(batch, lease.task, now);
      this.#seats.labelers.countTurn(me);
      labeler.turns++;
      mine.push(lease);
    }
    for (const [place, lease] of mine.entries()) {
      const isOld = lease.expiresAt - now < RENEW_SHARE * leaseMs(batch);
      if (!isOld && lease.isAhead === place > 0) continue;
      this.#leases.put(batch.set.id, me.id, { ...lease, expiresAt, isAhead: place > 0 });
    }
    return mine.slice(0, ahead + 1);
  }

  #lease(batch: Batch, me: Labeler, pick: Pick, now: number): Omit<Lease, 'isAhead'> {
    const { task, selection } = pick;
    const ticket = ticketOf(batch.set.secret, task, me.id, selection === 'repeat');
    const takesSlot = this.#takesSlot(batch, me, pick, now);
    return { task, ticket, place: me.turns, selection, takesSlot, expiresAt: now + leaseMs(batch) };
  }

  /** A known task that is also asked counts as an answer to it, as long as one is wanted and the budget has begun it. */
  #takesSlot(batch: Batch, me: Labeler, { task, selection }: Pick, now: number): boolean {
    if (selection !== 'gold') return selection !== 'repeat';
    const asked = this.#parts.record.asked(batch, task);
    if (!asked || (batch.budget !== null && asked.answered === 0)) return false;
    return hasFreeSlot(this.#slots(batch, task, me, now));
  }

  /** A lease whose time is over is taken up again as long as nobody else has the slot. */
  #mayKeep(batch: Batch, me: Labeler, { task, takesSlot, expiresAt }: Lease, now: number): boolean {
    return !takesSlot || expiresAt > now || hasFreeSlot(this.#slots(batch, task, me, now));
  }

  /** A task of an earlier run of the set may not be wanted by this one. */
  #isWanted(batch: Batch, { task, selection }: Lease): boolean {
    return selection === 'gold' || this.#parts.record.asked(batch, task) !== undefined;
  }

  #slots(batch: Batch, task: string, me: Labeler, now: number) {
    const { answered, overlap } = this.#parts.record.asked(batch, task) ?? { answered: 0, overlap: 1 };
    return { answered, overlap, leased: this.#leases.othersAt(batch.set.id, task, me.id, now) };
  }
}

/** Milliseconds that a task of a batch stays with a labeler. */
export function leaseMs({ queue }: Batch): number {
  return (queue.leaseMinutes ?? LEASE_MINUTES) * MINUTE_MS;
}
