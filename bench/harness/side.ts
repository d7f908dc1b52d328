import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** A line that a side printed. */
export type Message = { type: string } & Record<string, unknown>;

/** A process that takes jobs and is told when each of their rounds may begin. */
export class Side {
  readonly name: string;
  /** When the process was started, by `performance.now()`. */
  readonly started = performance.now();
  private readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  private readonly lines: AsyncIterator<string>;
  private errors = '';

  /** Starts the process, with two threads wherever its libraries ask the environment. */
  constructor(
    name: string,
    command: string,
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ) {
    this.name = name;
    const env = { ...process.env, OMP_NUM_THREADS: '2', MKL_NUM_THREADS: '2', ...environment };
    this.child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.stderr.on('data', (data) => {
      this.errors = `${this.errors}${data}`.slice(-4000);
    });
    this.child.stdin.on('error', () => {});
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  /** Writes one line. */
  tell(line: string): void {
    this.child.stdin.write(`${line}\n`);
  }

  /** The next message of a type; `onOther` hears those before it. Throws with what the process said when it is over. */
  async expect(type: string, onOther?: (message: Message) => void): Promise<Message> {
    for (;;) {
      const { value, done } = await this.lines.next();
      const message = done ? undefined : (JSON.parse(value) as Message);
      if (message?.type === type) return message;
      if (message === undefined || message.type === 'failed')
        throw new Error(`${this.name} ended before its "${type}":\n${this.errors.trim()}`);
      onOther?.(message);
    }
  }

  /** Begins a round and gives its result. */
  async round(): Promise<Message> {
    this.tell('go');
    return this.expect('round');
  }

  /** Ends the rounds of a job; gives its peak memory in bytes. */
  async finish(): Promise<number> {
    this.tell('stop');
    return Number((await this.expect('done')).peakMemory);
  }

  /** Ends the process. */
  [Symbol.dispose](): void {
    this.child.kill('SIGKILL');
  }
}
