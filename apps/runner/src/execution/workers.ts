import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { codeCacheFolder } from '../code-cache.ts';
import { type Job, type Order, type Report, reportSchema } from '../worker/messages.ts';
import type { Place } from './core/state.ts';
import { processStart } from './processes.ts';

const entry = fileURLToPath(new URL('../worker/main.ts', import.meta.url));

/** What a node's process may see of the runner's environment: no secrets. */
const passedOn =
  /^(PATH|HOME|USERPROFILE|LANG|LC_\w+|TZ|TMPDIR|TEMP|TMP|SystemRoot|LD_LIBRARY_PATH|DYLD_\w+|CUDA_\w+|NVIDIA_\w+|ORT_\w+|OMP_\w+)$/;

function allowedEnvironment(): NodeJS.ProcessEnv {
  const passed = Object.entries(process.env).filter(([name]) => passedOn.test(name));
  return { ...Object.fromEntries(passed), NODE_COMPILE_CACHE: codeCacheFolder };
}

export interface WorkerHandlers {
  onReport(place: Place, report: Report): void;
  /** A line that the process wrote to its standard output or error. */
  onLine(place: Place, level: 'info' | 'warn', line: string): void;
  onExit(place: Place, how: { code: number | null; signal: string | null }): void;
}

export function placeKey({ run, node, fence }: Place): string {
  return `${run}-${node}-${fence}`;
}

/** The child processes, one a node run. */
export class Workers {
  readonly #handlers: WorkerHandlers;
  readonly #children = new Map<string, ChildProcess>();
  readonly #exits = new Map<string, Promise<void>>();

  constructor(handlers: WorkerHandlers) {
    this.#handlers = handlers;
  }

  /** Starts a process and gives it its job. Throws where the system refuses. */
  start(place: Place, job: Job): { pid: number; start: string } {
    const child = fork(entry, [], {
      env: allowedEnvironment(),
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const key = placeKey(place);
    this.#children.set(key, child);
    this.#exits.set(key, this.#watch(place, child));
    this.#send(child, { type: 'job', job });
    return { pid: child.pid ?? 0, start: processStart(child.pid ?? 0) ?? '' };
  }

  #watch(place: Place, child: ChildProcess): Promise<void> {
    const key = placeKey(place);
    child.on('message', (message) => {
      const report = reportSchema.safeParse(message);
      if (report.success) this.#handlers.onReport(place, report.data);
      else this.#handlers.onLine(place, 'warn', `A message could not be read: ${report.error.message}`);
    });
    child.stdout?.on('data', (text) => this.#lines(place, 'info', String(text)));
    child.stderr?.on('data', (text) => this.#lines(place, 'warn', String(text)));
    return new Promise((resolve) => {
      const ended = (code: number | null, signal: string | null) => {
        if (!this.#children.delete(key)) return;
        this.#exits.delete(key);
        resolve();
        this.#handlers.onExit(place, { code, signal });
      };
      child.on('error', () => ended(null, null));
      child.on('close', ended);
    });
  }

  #lines(place: Place, level: 'info' | 'warn', text: string): void {
    for (const line of text.split('\n')) if (line.trim()) this.#handlers.onLine(place, level, line);
  }

  has(place: Place): boolean {
    return this.#children.has(placeKey(place));
  }

  order(place: Place, order: Order): void {
    const child = this.#children.get(placeKey(place));
    if (child) this.#send(child, order);
  }

  /** A process that is already gone reports itself by its exit. */
  #send(child: ChildProcess, order: Order): void {
    if (child.connected) child.send(order, () => {});
  }

  /** Ends a process at once, with nothing left for it to do. */
  kill(place: Place): void {
    this.#children.get(placeKey(place))?.kill('SIGKILL');
  }

  /** Resolves when every process is gone. */
  async drained(): Promise<void> {
    await Promise.all(this.#exits.values());
  }
}
