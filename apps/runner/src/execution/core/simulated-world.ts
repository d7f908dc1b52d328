import { finalRunStates, type RunState } from '@heed/schema';
import { activeStates, finalNodeStates, type NodeRecord, type SlotKind } from './node-record.ts';
import {
  type Effect,
  emptyScheduler,
  type Place,
  type RunRecord,
  type SchedulerEvent,
  type SchedulerLimits,
  type SchedulerState,
} from './state.ts';
import { step } from './step.ts';

type Row = Pick<NodeRecord, 'state' | 'attempt' | 'fence' | 'losses' | 'stops' | 'slot'>;
type Random = () => number;
interface Work {
  kind: 'lookup' | 'process' | 'publish';
  place: Place;
  /** Has the process said that it runs? */
  ready: boolean;
}

/** A small generator with a period long enough for a history; the seed reproduces it. */
function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), state | 1) + 0x6d2b79f5) | 0;
    return ((state ^ (state >>> 14)) >>> 0) / 2 ** 32;
  };
}

function isSame(a: Place, b: Place): boolean {
  return a.run === b.run && a.node === b.node && a.fence === b.fence;
}

const error = { en: 'simulated', zh: '模拟' };
const limits: Omit<SchedulerLimits, 'slots'> = {
  ...{ maxLosses: 3, maxStops: 1000, leaseMs: 1000, startMs: 2000, graceMs: 100, stopMs: 200 },
};
const slotKinds: readonly SlotKind[] = ['cpu', 'training', 'gpu'];

/**
 * A world around the scheduler: a table that its changes are written to, lookups, processes and publishing
 * that take their time or die, people, and a runner that crashes and comes back. Every change is checked.
 */
export class SimulatedWorld {
  readonly #random: Random;
  readonly #needs = new Map<string, Map<string, string[]>>();
  readonly #table = new Map<string, Map<string, Row>>();
  readonly #runs = new Map<string, RunState>();
  /** What is under way outside of the scheduler, by lease. */
  #pending: Work[] = [];
  #exits: Place[] = [];
  #state: SchedulerState;
  #now = 0;
  readonly history: string[] = [];

  constructor(seed: number) {
    this.#random = randomFrom(seed);
    this.#state = this.#emptyState();
  }

  #emptyState(): SchedulerState {
    const upTo = (most: number) => Math.floor(this.#random() * (most + 1));
    const slots = { cpu: 1 + upTo(2), training: 1 + upTo(1), gpu: 1 + upTo(1) };
    return emptyScheduler({ slots, ...limits });
  }

  #choose<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(this.#random() * items.length)];
  }

  /** Adds a run with a random graph. */
  submit(id: string): void {
    const nodes = Array.from({ length: 1 + Math.floor(this.#random() * 6) }, (_, index) => ({
      node: `n${index}`,
      needs: Array.from({ length: index }, (_, before) => `n${before}`).filter(() => this.#random() < 0.35),
      slot: this.#choose(slotKinds) ?? 'cpu',
    }));
    this.#needs.set(id, new Map(nodes.map(({ node, needs }) => [node, needs])));
    const row = { state: 'queued', attempt: 1, fence: 0, losses: 0, stops: 0 } as const;
    this.#table.set(id, new Map(nodes.map(({ node, slot }) => [node, { ...row, slot }])));
    this.#runs.set(id, 'queued');
    this.#dispatch({ type: 'submit', run: id, nodes });
  }

  /** One random thing happens; `calm` leaves out crashes, cancels and failures. */
  happen(calm: boolean): void {
    this.#now += this.#random() * (calm ? 20 : 300);
    const luck = this.#random();
    if (this.#state.stopping && luck < 0.3) this.#crash();
    else if (!calm && luck < 0.01) this.#dispatch({ type: 'stop' });
    else if (!calm && luck < 0.02) this.#crash();
    else if (!calm && luck < 0.04) this.#cancelSome();
    else if (!calm && luck < 0.1) this.#lateMessage();
    else if (!calm && luck < 0.13) this.#pauseSome();
    else if (luck < 0.16) this.#resumeSome();
    else if (luck < 0.2) this.#dispatch({ type: 'tick' });
    else if (luck < 0.35) this.#answerSome();
    else this.#progressSome(calm);
  }

  #cancelSome(): void {
    const run = this.#choose([...this.#runs.keys()]);
    if (run) this.#dispatch({ type: 'cancel', run });
  }

  #pauseSome(): void {
    const run = this.#choose([...this.#runs.keys()]);
    if (run) this.#dispatch({ type: 'pause', run, reason: 'person' });
  }

  #resumeSome(): void {
    const paused = [...this.#runs].flatMap(([run, state]) => (state === 'paused' ? [run] : []));
    const run = this.#choose(paused);
    if (run) this.#dispatch({ type: 'resume', run });
  }

  /** A zombie speaks: a message under an old fence, or for a run that is over. */
  #lateMessage(): void {
    const run = this.#choose([...this.#table.keys()]) ?? '';
    const node = this.#choose([...(this.#table.get(run)?.keys() ?? [])]) ?? '';
    const fence = (this.#table.get(run)?.get(node)?.fence ?? 0) - 1;
    const place = { run, node, fence };
    const types = ['returned', 'asked', 'started', 'heard', 'saved'] as const;
    const type = this.#choose(types) ?? 'heard';
    this.#dispatch({ type, place });
    this.#dispatch({ type: 'published', place, details: {} });
    this.#dispatch({ type: 'exited', place, error });
  }

  #answerSome(): void {
    const waiting = [...this.#table].flatMap(([run, rows]) =>
      [...rows].flatMap(([node, { state }]) => (state === 'waiting_human' ? [{ run, node }] : [])),
    );
    const batch = this.#choose(waiting);
    if (batch) this.#dispatch({ type: 'answered', ...batch });
  }

  #progressSome(calm: boolean): void {
    const work = this.#choose(this.#pending);
    if (work?.kind === 'process') this.#processActs(work, calm);
    else if (work) this.#finish(work, calm);
    else this.#dispatch({ type: 'tick' });
  }

  #finish(work: Work, calm: boolean): void {
    const { kind, place } = work;
    this.#pending = this.#pending.filter((one) => one !== work);
    const luck = this.#random();
    if (kind === 'lookup') this.#dispatch({ type: 'resolved', place, hit: luck < 0.2, details: {} });
    else if (!calm && luck < 0.1) this.#dispatch({ type: 'failed', place, error });
    else if (!calm && luck < 0.15) this.#dispatch({ type: 'full', place, error });
    else this.#dispatch({ type: 'published', place, details: {} });
  }

  #processActs(work: Work, calm: boolean): void {
    const { place, ready } = work;
    const luck = this.#random();
    work.ready = true;
    if (!ready) this.#dispatch({ type: 'started', place });
    else if (luck < 0.2) this.#dispatch({ type: 'heard', place });
    else if (luck < 0.3) this.#dispatch({ type: 'saved', place });
    else if (!calm && luck < 0.4) this.#die(place);
    else if (!calm && luck < 0.5) this.#dispatch({ type: 'failed', place, error });
    else if (!calm && luck < 0.53 && this.#rowOf(place).state !== 'publishing')
      this.#dispatch({ type: 'full', place, error });
    else if (luck < 0.6) this.#dispatch({ type: 'asked', place });
    else this.#dispatch({ type: 'returned', place });
  }

  #die(place: Place): void {
    this.#pending = this.#pending.filter((one) => one.kind !== 'process' || !isSame(one.place, place));
    if (this.#rowOf(place).state !== 'publishing') this.#dispatch({ type: 'exited', place, error });
  }

  /** The runner is killed and started again: only the table is left, and its processes are ended. */
  #crash(): void {
    this.history.push('crash');
    this.#pending = [];
    this.#exits = [];
    this.#state = emptyScheduler({ slots: this.#state.slots, ...limits });
    const unfinished = [...this.#runs].filter(([, state]) => !finalRunStates.has(state));
    const runs = unfinished.map(([run, state]) => ({ run, record: this.#recordOf(run, state) }));
    this.#dispatch({ type: 'restore', runs, resume: true });
  }

  #recordOf(run: string, state: RunState): RunRecord {
    const needs = this.#needs.get(run);
    const rows = [...(this.#table.get(run) ?? [])];
    const nodes = rows.map(
      ([node, row]) => [node, { ...row, needs: needs?.get(node) ?? [], heardAt: 0 }] as const,
    );
    return { state, nodes: new Map(nodes) };
  }

  #dispatch(event: SchedulerEvent): void {
    this.history.push(JSON.stringify(event));
    if (this.#random() < 0.02) this.#refuse(event);
    const { state, effects } = step(this.#state, event, this.#now);
    this.#state = state;
    for (const effect of effects) this.#apply(effect);
    this.#check();
  }

  /** The disk refuses the changes of an event: the scheduler is as before, and takes it in again later. */
  #refuse(event: SchedulerEvent): void {
    const seen = () =>
      JSON.stringify([...this.#state.runs].map(([id, { state, nodes }]) => [id, state, [...nodes]]));
    const before = seen();
    step(this.#state, event, this.#now);
    if (seen() !== before) throw new Error(`${event.type} changed the scheduler before it was written`);
  }

  #rowOf({ run, node }: { run: string; node: string }): Row {
    const row = this.#table.get(run)?.get(node);
    if (!row) throw new Error(`No row for ${run}.${node}`);
    return row;
  }

  #apply(effect: Effect): void {
    this.history.push(`  ${JSON.stringify(effect)}`);
    if (effect.type === 'move') this.#move(effect);
    if (effect.type === 'retry') Object.assign(this.#rowOf(effect), { ...effect, state: 'queued' });
    if (effect.type === 'forgive') Object.assign(this.#rowOf(effect.place), { losses: 0, stops: 0 });
    if (effect.type === 'move-run') this.#moveRun(effect);
    if (effect.type === 'look-up') this.#begin('lookup', effect.place);
    if (effect.type === 'spawn') this.#begin('process', effect.place);
    if (effect.type === 'publish') this.#begin('publish', effect.place);
    if (effect.type === 'end') this.#end(effect.place);
  }

  #begin(kind: Work['kind'], place: Place): void {
    const twins = this.#pending.filter(
      (one) =>
        one.kind === kind &&
        kind !== 'lookup' &&
        one.place.run === place.run &&
        one.place.node === place.node,
    );
    if (twins.length) throw new Error(`Two at work on ${place.run}.${place.node}`);
    this.#pending.push({ kind, place, ready: false });
  }

  /** The driver ends a process, and tells when it is gone. */
  #end(place: Place): void {
    this.#pending = this.#pending.filter((one) => one.kind !== 'process' || !isSame(one.place, place));
    this.#exits.push(place);
  }

  /** Tells the scheduler of the processes that were ended. */
  deliverExits(): void {
    for (let place = this.#exits.shift(); place; place = this.#exits.shift()) {
      if (this.#rowOf(place).state !== 'publishing') this.#dispatch({ type: 'exited', place, error });
    }
  }

  #move({ place, attempt, from, to, fence }: Extract<Effect, { type: 'move' }>): void {
    const row = this.#rowOf(place);
    if (row.state !== from || row.fence !== place.fence || row.attempt !== attempt)
      throw new Error(`Compare-and-set of ${place.run}.${place.node} to ${to} finds ${JSON.stringify(row)}`);
    if (finalNodeStates.has(from)) throw new Error(`${place.node} left the final state ${from}`);
    if (to === 'leased') this.#checkLease(place);
    Object.assign(row, { state: to, fence });
  }

  #checkLease({ run, node }: Place): void {
    const needs = this.#needs.get(run)?.get(node) ?? [];
    const ready = needs.every((need) => this.#rowOf({ run, node: need }).state === 'succeeded');
    if (!ready) throw new Error(`${run}.${node} was leased before its inputs were there`);
  }

  #moveRun({ run, from, to }: Extract<Effect, { type: 'move-run' }>): void {
    if (this.#runs.get(run) !== from) throw new Error(`Run ${run} is not ${from}`);
    if (finalRunStates.has(from)) throw new Error(`Run ${run} left the final state ${from}`);
    this.#runs.set(run, to);
  }

  /** What holds at every moment. */
  #check(): void {
    this.#checkSlots();
    for (const [run, { state, nodes }] of this.#state.runs) {
      if (this.#runs.get(run) !== state) throw new Error(`Run ${run}: the table differs from the scheduler`);
      for (const [node, record] of nodes) {
        const row = this.#rowOf({ run, node });
        if (row.state !== record.state || row.fence !== record.fence || row.attempt !== record.attempt)
          throw new Error(`${run}.${node}: the table differs from the scheduler`);
        if (row.losses !== record.losses || row.stops !== record.stops)
          throw new Error(`${run}.${node}: the table counts ${row.losses} losses, not ${record.losses}`);
      }
    }
  }

  #checkSlots(): void {
    const active = { cpu: 0, training: 0, gpu: 0 };
    for (const rows of this.#table.values())
      for (const { state, slot } of rows.values()) if (activeStates.has(state)) active[slot]++;
    const { cpu, training, gpu } = this.#state.slots;
    if (active.gpu > gpu || active.training > training || active.cpu + active.training > cpu)
      throw new Error(`${JSON.stringify(active)} in ${JSON.stringify(this.#state.slots)}`);
  }

  /** Are all runs over? */
  get isOver(): boolean {
    return [...this.#runs.values()].every((state) => finalRunStates.has(state));
  }

  /** Does the end of each run follow from its nodes? */
  checkEnds(): void {
    for (const [run, state] of this.#runs) {
      const states = new Set([...(this.#table.get(run)?.values() ?? [])].map((row) => row.state));
      if (state === 'succeeded' && (states.size !== 1 || !states.has('succeeded')))
        throw new Error(`Run ${run} succeeded with nodes ${[...states]}`);
      if (state === 'failed' && !states.has('failed'))
        throw new Error(`Run ${run} failed without a failed node`);
      if (![...states].every((one) => finalNodeStates.has(one)))
        throw new Error(`Run ${run} ended too early`);
    }
  }
}
