import { rm } from 'node:fs/promises';
import type { Localized } from '@heed/schema';
import { failpoint } from '../failpoints.ts';
import type { Labeling } from '../labeling/labeling.ts';
import { isDiskFull } from '../worker/disk-full.ts';
import type { Report } from '../worker/messages.ts';
import type { CheckpointFolders } from './checkpoints.ts';
import { activeStates, type SlotKind } from './core/node-record.ts';
import {
  type Effect,
  emptyScheduler,
  type Place,
  type SchedulerEvent,
  type SchedulerState,
  type Slots,
} from './core/state.ts';
import type { Disk } from './disk.ts';
import { FullDisk } from './full-disk.ts';
import { type JobSources, type Prepared, prepare, type Ready } from './jobs.ts';
import { type Entry, Journal, type JournalOptions } from './journal.ts';
import type { Stores } from './persist.ts';
import { publishOutputs, type Returned } from './publish-outputs.ts';
import { addDevice, addLogLines, addMetrics, addProgress, addStop, firedRule } from './reports.ts';
import { exitError, sentenceOf } from './sentences.ts';
import { GpuSlots } from './slots.ts';
import { WorkerRegister } from './worker-register.ts';
import { placeKey, Workers } from './workers.ts';

export interface ExecutorOptions {
  /** Node runs at once. */
  slots: Slots;
  /** A process without a sign of life is taken for dead after this long. */
  leaseMs: number;
  /** Time to load a node's code. */
  startMs: number;
  /** Time to end after cancel. */
  graceMs: number;
  /** Time to save and end when the runner closes or the run is paused. */
  stopMs: number;
  /** Idle node processes end after this long. */
  idleMs: number;
  /** Modules that each node process loads first. */
  load: readonly string[];
}

export interface ExecutorParts {
  stores: Stores;
  sources: JobSources;
  labeling: Labeling;
  checkpoints: CheckpointFolders;
  disk: Pick<Disk, 'folder' | 'isFull' | 'release' | 'refill' | 'hasRoom'>;
  write?: JournalOptions['write'];
}

/** Losses of one node before it fails: the machine, not chance, is then the likely cause. */
const MAX_LOSSES = 3;
/** Ends of the runner in one node before it fails: the node may be what takes the machine down. */
const MAX_STOPS = 20;
const TICK_MS = 500;
const SOON_MS = 5;

/** Carries out what the pure scheduler decides: writes its changes, then starts and ends processes. */
export class Executor {
  readonly #stores: Stores;
  readonly #sources: JobSources;
  readonly #labeling: Labeling;
  readonly #checkpoints: CheckpointFolders;
  readonly #workers: Workers;
  readonly #journal: Journal;
  readonly #fullDisk: FullDisk;
  readonly #gpus: GpuSlots;
  readonly slots: Slots;
  readonly #lookUps = new Map<string, Promise<Prepared>>();
  readonly #prepared = new Map<string, Ready>();
  readonly #returned = new Map<string, Returned>();
  readonly #pending = new Set<Promise<void>>();
  readonly #timer: ReturnType<typeof setInterval>;
  #state: SchedulerState;
  #isTakingIn = false;
  #isClosed = false;
  #soonTimer: ReturnType<typeof setTimeout> | undefined;
  #whenIdle: (() => void)[] = [];

  constructor(
    { stores, sources, labeling, checkpoints, disk, write }: ExecutorParts,
    options: ExecutorOptions,
  ) {
    const { idleMs, load, ...limits } = options;
    this.#stores = stores;
    this.#sources = sources;
    this.#labeling = labeling;
    this.#checkpoints = checkpoints;
    this.slots = options.slots;
    this.#state = emptyScheduler({ ...limits, maxLosses: MAX_LOSSES, maxStops: MAX_STOPS });
    this.#journal = new Journal({ stores, write, lookUp: (place) => this.#lookUp(place) });
    this.#fullDisk = new FullDisk(disk);
    this.#gpus = new GpuSlots(options.slots.gpu);
    const register = new WorkerRegister(stores.db);
    const { cpu, gpu } = options.slots;
    this.#workers = new Workers(
      {
        onReport: (place, report) => this.#onReport(place, report),
        onBeat: (place) => this.dispatch({ type: 'heard', place }),
        onExit: (place, how) => this.#track(this.#onExit(place, exitError(place.node, how))),
        onBirth: (process) => this.#note(() => register.add(process)),
        onDeath: (pid) => this.#note(() => register.remove(pid)),
      },
      { idleMs, mostIdle: cpu + gpu, load },
    );
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  /** Why nothing can be written now; undefined where all is well. */
  get stalled(): Localized | undefined {
    return this.#fullDisk.stalled;
  }

  /** How many node runs may be under way at once, of each sort, and how many are; training counts among those on the CPU. */
  slotsInUse(): { slot: SlotKind; used: number; of: number }[] {
    const used = (slot: SlotKind) =>
      [...this.#state.runs.values()].reduce((sum, { index }) => sum + index.active(slot), 0);
    const { cpu, training, gpu } = this.slots;
    return [
      { slot: 'cpu' as const, used: used('cpu') + used('training'), of: cpu },
      { slot: 'training' as const, used: used('training'), of: training },
      { slot: 'gpu' as const, used: used('gpu'), of: gpu },
    ].filter(({ of }) => of > 0);
  }

  /** Takes in one event: the decision, its transaction, then its effects; all that comes of it comes in order. */
  dispatch(event: SchedulerEvent): void {
    const isIdleTalk = event.type === 'tick' || event.type === 'heard';
    if (isIdleTalk && this.#fullDisk.stalled) return;
    this.#journal.add(event);
    this.#takeIn();
  }

  /** Takes in what nobody waits for together with what comes within a moment: each transaction waits for the disk. */
  #soon(entry: Entry): void {
    this.#journal.add(entry);
    this.#soonTimer ??= setTimeout(() => this.#takeIn(), SOON_MS);
  }

  /** Writes what a node shows of itself, in its order among the events. */
  #note(work: () => void): void {
    this.#soon({ type: 'write', work });
  }

  #takeIn(): void {
    if (this.#isTakingIn || this.#isClosed || this.#fullDisk.stalled || this.#journal.isEmpty) return;
    clearTimeout(this.#soonTimer);
    this.#soonTimer = undefined;
    this.#isTakingIn = true;
    try {
      const { state, effects } = this.#journal.takeIn(this.#state, performance.now());
      this.#state = state;
      for (const effect of effects) this.#carryOut(effect);
    } catch (error) {
      this.#journal.addFirst(this.#fullDisk.met(error, this.#state.runs));
    } finally {
      this.#isTakingIn = false;
    }
    if (!this.#journal.isEmpty) setImmediate(() => this.#takeIn());
    else if (this.#isIdle()) for (const tell of this.#whenIdle.splice(0)) tell();
  }

  #tick(): void {
    if (this.#fullDisk.stalled) {
      this.#fullDisk.tryAgain();
      this.#takeIn();
    }
    for (const event of this.#fullDisk.goOn(this.#state.runs)) this.dispatch(event);
    this.dispatch({ type: 'tick' });
  }

  /** Stops leasing, gives node processes time to save and end, and resolves when all are gone. */
  async close(): Promise<void> {
    this.dispatch({ type: 'stop' });
    if (this.#fullDisk.stalled) this.#workers.killAll();
    else await this.idle();
    clearInterval(this.#timer);
    await this.#workers.close();
    while (this.#pending.size) await Promise.all(this.#pending);
    while (!this.#journal.isEmpty && !this.#fullDisk.stalled) this.#takeIn();
    clearTimeout(this.#soonTimer);
    this.#isClosed = true;
  }

  /** Resolves when no node is under way, no process works for one and its staging folder is removed. */
  async idle(): Promise<void> {
    if (!this.#isIdle() || !this.#journal.isEmpty)
      await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
    await this.#workers.drained();
    while (this.#pending.size) await Promise.all(this.#pending);
  }

  #isIdle(): boolean {
    return ![...this.#state.runs.values()].some(({ index }) => index.some(activeStates));
  }

  #stateAt({ run, node, fence }: Place) {
    const record = this.#state.runs.get(run)?.nodes.get(node);
    return record?.fence === fence ? record.state : undefined;
  }

  #carryOut(effect: Effect): void {
    if (effect.type === 'look-up') this.#attempt(effect.place, this.#finishLookUp(effect.place));
    if (effect.type === 'spawn') this.#attempt(effect.place, this.#spawn(effect.place));
    if (effect.type === 'publish') this.#attempt(effect.place, this.#publish(effect.place));
    if (effect.type === 'abort') this.#workers.order(effect.place, { type: 'abort' });
    if (effect.type === 'end') this.#end(effect.place);
  }

  /** Follows work done for a node; what goes wrong fails the node, or pauses its run where the disk is full. */
  #attempt(place: Place, work: Promise<void>): void {
    this.#track(work.catch((error: unknown) => this.dispatch(this.#failure(place, error))));
  }

  #failure(place: Place, error: unknown): SchedulerEvent {
    if (isDiskFull(error)) return { type: 'full', place, error: this.#fullDisk.sentence };
    return { type: 'failed', place, error: sentenceOf(error) };
  }

  #track(work: Promise<void>): void {
    this.#pending.add(work);
    void work.finally(() => this.#pending.delete(work));
  }

  /** Asks the cache; where a file has to be read for it, later. */
  #lookUp(place: Place): SchedulerEvent | undefined {
    try {
      const prepared = prepare(this.#sources, place);
      if (!(prepared instanceof Promise)) return this.#resolved(place, prepared);
      prepared.catch(() => {});
      this.#lookUps.set(placeKey(place), prepared);
      return undefined;
    } catch (error) {
      return { type: 'failed', place, error: sentenceOf(error) };
    }
  }

  async #finishLookUp(place: Place): Promise<void> {
    const prepared = await this.#lookUps.get(placeKey(place));
    this.#lookUps.delete(placeKey(place));
    if (prepared) this.dispatch(this.#resolved(place, prepared));
  }

  #resolved(place: Place, prepared: Prepared): SchedulerEvent {
    const { hit, details } = prepared;
    if (!prepared.hit) this.#prepared.set(placeKey(place), prepared);
    return { type: 'resolved', place, hit, details };
  }

  async #spawn(place: Place): Promise<void> {
    const prepared = this.#prepared.get(placeKey(place));
    const staging = await this.#stores.artifacts.stage(placeKey(place));
    failpoint('spawn.staged');
    const wanted = this.#stateAt(place) === 'starting' && !this.#state.stopping;
    if (!prepared || !wanted) return this.#onExit(place, exitError(place.node));
    const checkpoints = this.#checkpoints.lend(placeKey(place), { ...prepared, key: prepared.workKey });
    const slot = this.#state.runs.get(place.run)?.nodes.get(place.node)?.slot;
    const environment = this.#gpus.take(placeKey(place), slot);
    /** The memory of a GPU comes back only with the end of the process. */
    const keep = slot !== 'gpu';
    this.#workers.start(place, { ...prepared.job, staging, checkpoints }, environment, keep);
    failpoint('spawn.done');
  }

  async #publish(place: Place): Promise<void> {
    const returned = this.#returned.get(placeKey(place)) ?? { results: {}, outputs: {} };
    const details = await publishOutputs(this.#stores, this.#sources, place, returned);
    const checkpoints = this.#checkpoints.lentTo(placeKey(place));
    const wanted = this.#stateAt(place) === 'publishing';
    this.dispatch({ type: 'published', place, details });
    const isDone = wanted && this.#stateAt(place) !== 'publishing';
    if (isDone && checkpoints) await rm(checkpoints, { recursive: true, force: true });
  }

  #end(place: Place): void {
    this.#checkpoints.takeBack(placeKey(place));
    this.#gpus.giveBack(placeKey(place));
    if (this.#workers.release(place)) this.#track(this.#onExit(place, exitError(place.node)));
    else this.#workers.kill(place);
  }

  /** The process has left the place: its staging folder goes too, unless it is being published. */
  async #onExit(place: Place, error: Localized): Promise<void> {
    if (this.#stateAt(place) === 'publishing') return;
    await this.#stores.artifacts.dropStage(placeKey(place));
    failpoint('exit.tidied');
    this.#checkpoints.takeBack(placeKey(place));
    this.#gpus.giveBack(placeKey(place));
    this.#prepared.delete(placeKey(place));
    this.#returned.delete(placeKey(place));
    this.#soon({ type: 'exited', place, error });
  }

  #onReport(place: Place, report: Report): void {
    const { run, node } = place;
    if (!activeStates.has(this.#stateAt(place) ?? 'lost')) return;
    if (report.type === 'ready')
      this.#soon({ type: 'started', place, process: this.#workers.processOf(place) });
    if (report.type === 'progress') this.#note(() => addProgress(this.#stores, place, report));
    if (report.type === 'metrics') this.#note(() => addMetrics(this.#stores, { run, node }, report.points));
    if (report.type === 'log') this.#note(() => addLogLines(this.#stores, { run, node }, report.lines));
    if (report.type === 'device') this.#note(() => addDevice(this.#stores, { run, node }, report.use));
    if (report.type === 'ask') void this.#ask(place, report.request);
    if (report.type === 'stop-rule') this.#stop(place, report);
    if (report.type === 'saved') this.#soon({ type: 'saved', place });
    if (report.type === 'returned') this.#returned.set(placeKey(place), report);
    if (report.type === 'returned') this.dispatch({ type: 'returned', place });
    if (report.type === 'failed') this.#onFailure(place, report);
  }

  #onFailure(place: Place, { error, diskFull }: Extract<Report, { type: 'failed' }>): void {
    if (this.#returned.has(placeKey(place))) return;
    if (diskFull) this.dispatch({ type: 'full', place, error: this.#fullDisk.sentence });
    else this.dispatch({ type: 'failed', place, error });
  }

  /** A rule to finish is the node's own to follow; one to pause stops the whole run. */
  #stop(place: Place, firing: Extract<Report, { type: 'stop-rule' }>): void {
    const job = this.#prepared.get(placeKey(place))?.job;
    const fired = job && firedRule(this.#stores, this.#sources.kinds, place, job, firing);
    if (!fired) return;
    this.#note(() => addStop(this.#stores, place, fired));
    if (fired.rule.action === 'pause')
      this.dispatch({ type: 'pause', run: place.run, reason: 'stop-rule', error: fired.message });
  }

  /** Thousands of tasks are written in pieces; meanwhile the node may have been cancelled, or begun anew. */
  async #ask(place: Place, request: Extract<Report, { type: 'ask' }>['request']): Promise<void> {
    const asker = this.#workers.processOf(place)?.pid;
    const isGone = () =>
      this.#workers.processOf(place)?.pid !== asker || !activeStates.has(this.#stateAt(place) ?? 'lost');
    try {
      const revision = this.#prepared.get(placeKey(place))?.labelRevision;
      const asked = await this.#labeling.ask(place, request, revision);
      if (isGone()) return;
      if (asked) this.#workers.order(place, { type: 'judgements', ...asked });
      else this.dispatch({ type: 'asked', place });
    } catch (error) {
      if (!isGone()) this.dispatch(this.#failure(place, error));
    }
  }
}
