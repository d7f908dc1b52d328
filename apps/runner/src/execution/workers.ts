import type { Job, Order, Report } from '../worker/messages.ts';
import type { Place } from './core/state.ts';
import { type Exit, WorkerProcess } from './worker-process.ts';

/** Jobs of one process at most: whatever leaks in it is then given back. */
const MOST_JOBS = 250;
/** A process that holds more is not kept: after training, memory comes back only with its end. */
const MOST_BYTES = 600 * 2 ** 20;

export interface WorkerHandlers {
  onReport(place: Place, report: Report): void;
  /** A sign of life of the process that works for a place. */
  onBeat(place: Place): void;
  onExit(place: Place, exit: Exit): void;
  /** To be noted, so that a later runner can end a process that outlived this one. */
  onBirth(process: { pid: number; start: string }): void;
  onDeath(pid: number): void;
}

export interface WorkerOptions {
  /** An idle process is ended after this long. */
  idleMs: number;
  /** Idle processes at most. */
  mostIdle: number;
  /** Modules that each process loads before anything else. */
  load: readonly string[];
}

export function placeKey({ run, node, fence }: Place): string {
  return `${run}-${node}-${fence}`;
}

interface Busy {
  worker: WorkerProcess;
  environment: string;
  keep: boolean;
}

interface Idle {
  worker: WorkerProcess;
  environment: string;
  timer: ReturnType<typeof setTimeout>;
}

/**
 * The child processes. One that has done its job whole waits a while for another one, since its code is loaded; one
 * that failed, was stopped or was killed is never used again.
 */
export class Workers {
  readonly #handlers: WorkerHandlers;
  readonly #options: WorkerOptions;
  readonly #busy = new Map<string, Busy>();
  readonly #alive = new Set<WorkerProcess>();
  #idle: Idle[] = [];
  #isClosed = false;

  constructor(handlers: WorkerHandlers, options: WorkerOptions) {
    this.#handlers = handlers;
    this.#options = options;
  }

  /**
   * Gives a job to an idle process of the same environment, or to a new one; `keep` says whether the process may wait
   * for another job. Throws where the system refuses.
   */
  start(place: Place, job: Job, environment: NodeJS.ProcessEnv, keep: boolean): void {
    const key = JSON.stringify(environment);
    const worker = this.#takeIdle(key) ?? this.#fork(environment);
    this.#busy.set(placeKey(place), { worker, environment: key, keep });
    worker.give(
      { type: 'job', job },
      {
        onReport: (report) => this.#handlers.onReport(place, report),
        onBeat: () => this.#handlers.onBeat(place),
        onExit: (exit) => {
          this.#busy.delete(placeKey(place));
          this.#handlers.onExit(place, exit);
        },
      },
    );
  }

  /** The process that works for a place. */
  processOf(place: Place): { pid: number; start: string } | undefined {
    const worker = this.#busy.get(placeKey(place))?.worker;
    return worker && { pid: worker.pid, start: worker.start };
  }

  order(place: Place, order: Order): void {
    this.#busy.get(placeKey(place))?.worker.order(order);
  }

  /** Keeps the process of a job that was done whole for another one; true if the place has no process from now on. */
  release(place: Place): boolean {
    const busy = this.#busy.get(placeKey(place));
    if (!busy) return true;
    const { worker, environment, keep } = busy;
    if (!worker.isDone) return false;
    this.#busy.delete(placeKey(place));
    worker.leave();
    const isSpent = !keep || worker.jobs >= MOST_JOBS || worker.memory > MOST_BYTES;
    if (isSpent || this.#isClosed || this.#idle.length >= this.#options.mostIdle) worker.kill();
    else this.#keep(worker, environment);
    return true;
  }

  /** Ends a process at once, with nothing left for it to do. */
  kill(place: Place): void {
    this.#busy.get(placeKey(place))?.worker.kill();
  }

  /** Resolves when every process that works for a place is gone. */
  async drained(): Promise<void> {
    await Promise.all([...this.#busy.values()].map(({ worker }) => worker.ended));
  }

  /** Ends the idle processes and keeps none from now on; resolves when all processes are gone. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { worker, timer } of this.#idle.splice(0)) {
      clearTimeout(timer);
      worker.kill();
    }
    await Promise.all([...this.#alive].map(({ ended }) => ended));
  }

  /** Ends everything at once. */
  killAll(): void {
    for (const worker of this.#alive) worker.kill();
  }

  #fork(environment: NodeJS.ProcessEnv): WorkerProcess {
    const worker: WorkerProcess = new WorkerProcess(environment, this.#options.load, () => {
      this.#alive.delete(worker);
      this.#dropIdle(worker);
      this.#handlers.onDeath(worker.pid);
    });
    this.#alive.add(worker);
    this.#handlers.onBirth({ pid: worker.pid, start: worker.start });
    return worker;
  }

  #keep(worker: WorkerProcess, environment: string): void {
    const timer = setTimeout(() => worker.kill(), this.#options.idleMs);
    this.#idle.push({ worker, environment, timer });
  }

  /** The one that came last: its code is warmest, and the others may end. */
  #takeIdle(environment: string): WorkerProcess | undefined {
    const idle = this.#idle.findLast((one) => one.environment === environment);
    if (idle) this.#dropIdle(idle.worker);
    return idle?.worker;
  }

  #dropIdle(worker: WorkerProcess): void {
    clearTimeout(this.#idle.find((one) => one.worker === worker)?.timer);
    this.#idle = this.#idle.filter((one) => one.worker !== worker);
  }
}
