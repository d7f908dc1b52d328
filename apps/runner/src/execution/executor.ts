import { rm } from 'node:fs/promises';
import type { Localized } from '@heed/schema';
import type { Labeling } from '../labeling/labeling.ts';
import type { Report } from '../worker/messages.ts';
import type { CheckpointFolders } from './checkpoints.ts';
import { activeStates, type Effect, emptyScheduler, type Place, type SchedulerEvent } from './core/state.ts';
import { step } from './core/step.ts';
import { type JobSources, prepare, type Ready } from './jobs.ts';
import { persist, type Stores } from './persist.ts';
import { publishOutputs, type Returned } from './publish-outputs.ts';
import { addDevice, addLogLines, addMetrics, addProgress, recordProcess } from './reports.ts';
import { exitError, sentenceOf } from './sentences.ts';
import { placeKey, Workers } from './workers.ts';

export interface ExecutorOptions {
  /** Node runs at once. */
  slots: number;
  /** A silent process is taken for dead after this long. */
  leaseMs: number;
  /** Time to end after cancel. */
  graceMs: number;
  /** Time to save and end when the runner closes. */
  stopMs: number;
}

export interface ExecutorParts {
  stores: Stores;
  sources: JobSources;
  labeling: Labeling;
  checkpoints: CheckpointFolders;
}

/** Losses of one node before it fails: the machine, not chance, is then the likely cause. */
const MAX_LOSSES = 3;
const TICK_MS = 500;

/** Carries out what the pure scheduler decides: writes its changes, then starts and ends processes. */
export class Executor {
  readonly #stores: Stores;
  readonly #sources: JobSources;
  readonly #labeling: Labeling;
  readonly #checkpoints: CheckpointFolders;
  readonly #workers: Workers;
  readonly #prepared = new Map<string, Ready>();
  readonly #returned = new Map<string, Returned>();
  readonly #pending = new Set<Promise<void>>();
  readonly #timer: ReturnType<typeof setInterval>;
  #state;
  #whenIdle: (() => void)[] = [];

  constructor({ stores, sources, labeling, checkpoints }: ExecutorParts, options: ExecutorOptions) {
    this.#stores = stores;
    this.#sources = sources;
    this.#labeling = labeling;
    this.#checkpoints = checkpoints;
    this.#state = emptyScheduler({ ...options, maxLosses: MAX_LOSSES });
    this.#workers = new Workers({
      onReport: (place, report) => this.#onReport(place, report),
      onExit: (place, how) => this.#track(this.#onExit(place, exitError(place.node, how))),
    });
    this.#timer = setInterval(() => this.dispatch({ type: 'tick' }), TICK_MS);
  }

  /** Takes in one event: the decision, its transaction, then its effects. Throws where the disk refuses. */
  dispatch(event: SchedulerEvent): void {
    const { state, effects } = step(this.#state, event, performance.now());
    persist(this.#stores, effects, Date.now());
    this.#state = state;
    for (const effect of effects) this.#carryOut(effect);
    if (this.#isIdle()) for (const tell of this.#whenIdle.splice(0)) tell();
  }

  /** Stops leasing, gives node processes time to end, and resolves when all are gone. */
  async close(): Promise<void> {
    this.dispatch({ type: 'stop' });
    await this.idle();
    clearInterval(this.#timer);
  }

  /** Resolves when no node is under way, every process is gone and its staging folder removed. */
  async idle(): Promise<void> {
    if (!this.#isIdle()) await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
    await this.#workers.drained();
    while (this.#pending.size) await Promise.all(this.#pending);
  }

  #isIdle(): boolean {
    const runs = [...this.#state.runs.values()];
    return !runs.some(({ nodes }) => [...nodes.values()].some(({ state }) => activeStates.has(state)));
  }

  #stateAt({ run, node, fence }: Place) {
    const record = this.#state.runs.get(run)?.nodes.get(node);
    return record?.fence === fence ? record.state : undefined;
  }

  #carryOut(effect: Effect): void {
    if (effect.type === 'look-up') this.#attempt(effect.place, this.#lookUp(effect.place));
    if (effect.type === 'spawn') this.#attempt(effect.place, this.#spawn(effect.place));
    if (effect.type === 'publish') this.#attempt(effect.place, this.#publish(effect.place));
    if (effect.type === 'abort') this.#workers.order(effect.place, { type: 'abort' });
    if (effect.type === 'end') this.#end(effect.place);
  }

  /** Follows work done for a node; what goes wrong fails the node. */
  #attempt(place: Place, work: Promise<void>): void {
    const failed = (error: unknown) => this.dispatch({ type: 'failed', place, error: sentenceOf(error) });
    this.#track(work.catch(failed));
  }

  #track(work: Promise<void>): void {
    this.#pending.add(work);
    void work.finally(() => this.#pending.delete(work));
  }

  async #lookUp(place: Place): Promise<void> {
    const prepared = await prepare(this.#sources, place);
    if (!prepared.hit) this.#prepared.set(placeKey(place), prepared);
    this.dispatch({ type: 'resolved', place, hit: prepared.hit, details: prepared.details });
  }

  async #spawn(place: Place): Promise<void> {
    const prepared = this.#prepared.get(placeKey(place));
    const staging = await this.#stores.artifacts.stage(placeKey(place));
    const wanted = this.#stateAt(place) === 'starting' && !this.#state.stopping;
    if (!prepared || !wanted) return this.#onExit(place, exitError(place.node));
    const checkpoints = this.#checkpoints.lend(placeKey(place), prepared);
    const process = this.#workers.start(place, { ...prepared.job, staging, checkpoints });
    recordProcess(this.#stores.db, place, process);
  }

  async #publish(place: Place): Promise<void> {
    const returned = this.#returned.get(placeKey(place)) ?? { results: {}, outputs: {} };
    const details = await publishOutputs(this.#stores, this.#sources, place, returned);
    const checkpoints = this.#checkpoints.lentTo(placeKey(place));
    const wanted = this.#stateAt(place) === 'publishing';
    this.dispatch({ type: 'published', place, details });
    if (wanted && checkpoints) await rm(checkpoints, { recursive: true, force: true });
  }

  #end(place: Place): void {
    this.#checkpoints.takeBack(placeKey(place));
    if (this.#workers.has(place)) this.#workers.kill(place);
    else this.#track(this.#onExit(place, exitError(place.node)));
  }

  /** The process is gone: its staging folder goes too, unless it is being published. */
  async #onExit(place: Place, error: Localized): Promise<void> {
    if (this.#stateAt(place) === 'publishing') return;
    await this.#stores.artifacts.dropStage(placeKey(place));
    this.#checkpoints.takeBack(placeKey(place));
    this.#prepared.delete(placeKey(place));
    this.#returned.delete(placeKey(place));
    this.dispatch({ type: 'exited', place, error });
  }

  #onReport(place: Place, report: Report): void {
    this.dispatch({ type: 'heard', place });
    const { run, node } = place;
    if (!activeStates.has(this.#stateAt(place) ?? 'lost')) return;
    if (report.type === 'ready') this.dispatch({ type: 'started', place });
    if (report.type === 'progress') addProgress(this.#stores, place, report);
    if (report.type === 'metrics') addMetrics(this.#stores, { run, node }, report.points);
    if (report.type === 'log') addLogLines(this.#stores, { run, node }, report.lines);
    if (report.type === 'device') addDevice(this.#stores, { run, node }, report.use);
    if (report.type === 'ask') this.#ask(place, report.request);
    if (report.type === 'saved') this.dispatch({ type: 'saved', place });
    if (report.type === 'returned') this.#returned.set(placeKey(place), report);
    if (report.type === 'returned') this.dispatch({ type: 'returned', place });
    if (report.type === 'failed') this.dispatch({ type: 'failed', place, error: report.error });
  }

  #ask(place: Place, request: Extract<Report, { type: 'ask' }>['request']): void {
    try {
      const rows = this.#labeling.ask(place, request);
      if (rows) this.#workers.order(place, { type: 'judgements', rows });
      else this.dispatch({ type: 'asked', place });
    } catch (error) {
      this.dispatch({ type: 'failed', place, error: sentenceOf(error) });
    }
  }
}
