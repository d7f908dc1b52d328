import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { codeCacheFolder } from '../code-cache.ts';
import { type Job, type Order, type Report, reportSchema } from '../worker/messages.ts';
import { Outbox } from '../worker/outbox.ts';
import type { Place } from './core/state.ts';
import { processStart } from './processes.ts';

const entry = fileURLToPath(new URL('../worker/main.ts', import.meta.url));

/** What a node's process may see of the runner's environment: no secrets. */
const passedOn =
  /^(PATH|HOME|USERPROFILE|LANG|LC_\w+|TZ|TMPDIR|TEMP|TMP|SystemRoot|LD_LIBRARY_PATH|VK_\w+|DYLD_\w+|CUDA_\w+|NVIDIA_\w+|ORT_\w+|OMP_\w+)$/;

function allowedEnvironment(): NodeJS.ProcessEnv {
  const passed = Object.entries(process.env).filter(([name]) => passedOn.test(name));
  return { ...Object.fromEntries(passed), NODE_COMPILE_CACHE: codeCacheFolder };
}

export interface WorkerHandlers {
  /** What the process reports, and as log lines what it prints. */
  onReport(place: Place, report: Report): void;
  onExit(place: Place, how: { code: number | null; signal: string | null }): void;
}

/** Passes on each line of a stream that is not blank. */
function follow(stream: Readable | null, onLine: (line: string) => void): void {
  if (stream) createInterface({ input: stream }).on('line', (line) => line.trim() && onLine(line));
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
    const printed = new Outbox((report) => this.#handlers.onReport(place, report));
    child.on('message', (message) => {
      const report = reportSchema.safeParse(message);
      if (report.success) this.#handlers.onReport(place, report.data);
      else printed.log('warn', `A message could not be read: ${report.error.message}`);
    });
    follow(child.stdout, (line) => printed.log('info', line));
    follow(child.stderr, (line) => printed.log('warn', line));
    return new Promise((resolve) => {
      const ended = (code: number | null, signal: string | null) => {
        if (!this.#children.delete(key)) return;
        this.#exits.delete(key);
        printed.flush();
        resolve();
        this.#handlers.onExit(place, { code, signal });
      };
      child.on('error', () => ended(null, null));
      child.on('close', ended);
    });
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
