import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { text } from '@heed/schema';
import { codeCacheFolder } from '../code-cache.ts';
import { messageSchema, type Order, type Report } from '../worker/messages.ts';
import { Outbox } from '../worker/outbox.ts';
import { processStart } from './processes.ts';

const entry = fileURLToPath(new URL('../worker/main.ts', import.meta.url));

/** What a node's process may see of the runner's environment: no secrets. */
const passedOn =
  /^(PATH|HOME|USERPROFILE|LANG|LC_\w+|TZ|TMPDIR|TEMP|TMP|SystemRoot|LD_LIBRARY_PATH|VK_\w+|DYLD_\w+|CUDA_\w+|NVIDIA_\w+|ORT_\w+|OMP_\w+)$/;
/** After the exit of a process its last words may still be on their way; a process of its own could hold the pipe. */
const LAST_WORDS_MS = 200;

/** The environment of a process that the runner starts. */
export function allowedEnvironment(more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const passed = Object.entries(process.env).filter(([name]) => passedOn.test(name));
  return { ...Object.fromEntries(passed), NODE_COMPILE_CACHE: codeCacheFolder, ...more };
}

export interface Exit {
  code: number | null;
  signal: string | null;
}

export interface WorkerListener {
  /** What the process reports of its job, and as log lines what it prints. */
  onReport(report: Report): void;
  /** The process lives. */
  onBeat(): void;
  onExit(exit: Exit): void;
}

/** Passes on each line of a stream that is not blank. */
function follow(stream: Readable | null, onLine: (line: string) => void): void {
  if (stream) createInterface({ input: stream }).on('line', (line) => line.trim() && onLine(line));
}

/** One child process, for one job after the other. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly pid: number;
  /** When it started, in the system's words. */
  readonly start: string;
  /** Jobs it was given. */
  jobs = 0;
  /** What it held after its last job, in bytes. */
  memory = 0;
  /** Has it done its last job whole? Only then it may take another one. */
  isDone = false;
  readonly ended: Promise<void>;
  #listener: WorkerListener | undefined;
  #printed: Outbox | undefined;

  /** Throws where the system refuses. `load` are modules that the process loads first. */
  constructor(environment: NodeJS.ProcessEnv, load: readonly string[], onEnd: () => void) {
    this.#child = fork(entry, [], {
      env: allowedEnvironment(environment),
      execArgv: load.flatMap((module) => ['--import', module]),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'pipe'],
    });
    this.pid = this.#child.pid ?? 0;
    this.start = processStart(this.pid) ?? '';
    this.#listen();
    this.ended = this.#watchExit(onEnd);
  }

  /** Gives the process a job; its reports go to the listener until the next one. */
  give(order: Extract<Order, { type: 'job' }>, listener: WorkerListener): void {
    this.jobs++;
    this.isDone = false;
    this.#listener = listener;
    this.#printed = new Outbox((report) => listener.onReport(report));
    this.order(order);
  }

  /** A process that is already gone tells by its exit. */
  order(order: Order): void {
    if (this.#child.connected) this.#child.send(order, () => {});
  }

  /** The job is over: nothing that still comes is heard. */
  leave(): void {
    this.#printed?.flush();
    this.#listener = undefined;
    this.#printed = undefined;
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #listen(): void {
    const { stdout, stderr, stdio } = this.#child;
    follow(stdout, (line) => this.#printed?.log('info', line));
    follow(stderr, (line) => this.#printed?.log('warn', line));
    (stdio[4] as Readable | null)?.on('data', (beats: Buffer) => {
      if (beats.includes('1')) this.#listener?.onBeat();
    });
    (stdio[4] as Readable | null)?.on('error', () => {});
    this.#child.on('message', (message) => {
      const read = messageSchema.safeParse(message);
      if (!read.success) {
        const { message: reason } = read.error;
        this.#printed?.log(
          'warn',
          text(`A message could not be read: ${reason}`, `无法读取一条消息：${reason}`),
        );
      } else if (read.data.job === this.jobs) this.#hear(read.data.report);
    });
  }

  #hear(report: Report): void {
    if (report.type === 'returned') {
      this.isDone = true;
      this.memory = report.memory;
    }
    this.#listener?.onReport(report);
  }

  #watchExit(onEnd: () => void): Promise<void> {
    let isOver = false;
    return new Promise((resolve) => {
      const end = (code: number | null, signal: string | null) => {
        if (isOver) return;
        isOver = true;
        onEnd();
        const listener = this.#listener;
        this.leave();
        listener?.onExit({ code, signal });
        resolve();
      };
      this.#child.on('error', () => end(null, null));
      this.#child.on('close', end);
      this.#child.on('exit', (code, signal) => setTimeout(() => end(code, signal), LAST_WORDS_MS));
    });
  }
}
