import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Localized } from '@heed/schema';
import { UserError } from '../errors.ts';
import { processStart } from '../execution/processes.ts';
import { allowedEnvironment } from '../execution/worker-process.ts';
import {
  type ChatModel,
  type ChatOrder,
  type ChatReport,
  type ChatRequest,
  chatReportSchema,
} from './chat-messages.ts';

const entry = fileURLToPath(new URL('./chat-worker.ts', import.meta.url));

interface Waiting {
  resolve(report: ChatReport): void;
  reject(error: unknown): void;
}

/** A child process that holds one model and does one thing at a time. */
export class ChatProcess {
  readonly #child: ChildProcess;
  readonly pid: number;
  /** When it started, in the system's words. */
  readonly start: string;
  #waiting: Waiting | undefined;
  #isOver = false;
  readonly #opened: Promise<ChatReport>;

  /** Starts the process and the loading of its model. Throws where the system refuses. */
  constructor(model: ChatModel, load: readonly string[], onEnd: () => void) {
    this.#child = fork(entry, [], {
      env: allowedEnvironment({}),
      execArgv: load.flatMap((module) => ['--import', module]),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.pid = this.#child.pid ?? 0;
    this.start = processStart(this.pid) ?? '';
    this.#child.on('message', (message) => this.#hear(chatReportSchema.parse(message)));
    const end = (signal: string | null) => {
      if (this.#isOver) return;
      this.#isOver = true;
      onEnd();
      this.#waiting?.reject(ended(signal));
    };
    this.#child.on('error', () => end(null));
    this.#child.on('exit', (_, signal) => end(signal));
    this.#opened = this.#order({ type: 'open', ...model });
    this.#opened.catch(() => {});
  }

  /** Resolves when the model is loaded; rejects with one sentence where it cannot be. */
  async opened(): Promise<void> {
    await this.#opened;
  }

  /** What the model replies. Rejects with one sentence. */
  async reply(request: ChatRequest): Promise<string[]> {
    await this.#opened;
    const report = await this.#order({ type: 'reply', request });
    return report.type === 'replies' ? report.replies : [];
  }

  end(): void {
    this.#child.kill('SIGKILL');
  }

  #order(order: ChatOrder): Promise<ChatReport> {
    return new Promise((resolve, reject) => {
      if (this.#isOver) return reject(ended(null));
      this.#waiting = { resolve, reject };
      this.#child.send(order, () => {});
    });
  }

  #hear(report: ChatReport): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (report.type === 'failed')
      waiting?.reject(
        report.isTold ? new UserError('BAD_REQUEST', report.error) : new ModelFailure(report.error),
      );
    else waiting?.resolve(report);
  }
}

/** What is wrong with a model, in words that are not for labelers: they may name files. */
export class ModelFailure extends Error {
  readonly localized: Localized;
  constructor(localized: Localized) {
    super(localized.en);
    this.localized = localized;
  }
}

function ended(signal: string | null): UserError {
  const how = signal ? ` (${signal})` : '';
  return new UserError('CONFLICT', {
    en: `The model’s process ended before it had replied${how}, perhaps for want of memory; try again, and if that does not help, tell whoever invited you.`,
    zh: `模型进程在回复前已结束${how}，可能是内存不足；请重试，若仍不行，请告知邀请你的人。`,
  });
}
