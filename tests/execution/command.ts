import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { kindsFolder } from './harness.ts';

const entry = join(import.meta.dirname, '../../apps/runner/src/cli/heed.ts');

/** A `heed` command under way. */
export class Command implements AsyncDisposable {
  readonly child: ChildProcess;
  stdout = '';
  stderr = '';
  #wake = () => {};
  readonly #closed: Promise<unknown>;

  constructor(args: string[], cwd: string) {
    this.child = spawn(process.execPath, [entry, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout?.on('data', (text) => {
      this.stdout += String(text);
      this.#wake();
    });
    this.#closed = once(this.child, 'close').then(() => this.#wake());
    this.child.stderr?.on('data', (text) => {
      this.stderr += String(text);
    });
  }

  /** Waits until the output holds something; gives the match. Throws when the command ends without it. */
  async until(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.stdout);
      if (found) return found;
      if (this.child.exitCode !== null)
        throw new Error(`Ended without ${pattern}: ${this.stdout}${this.stderr}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async end(): Promise<{ code: number | null; signal: string | null }> {
    await this.#closed;
    return { code: this.child.exitCode, signal: this.child.signalCode };
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    this.child.kill(signal);
    await this.end();
  }

  /** The lines of `--json`. */
  get json(): Record<string, unknown>[] {
    return this.stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) await this.kill('SIGKILL');
  }
}

/** Starts `heed` with the test kinds. */
export function startHeed(args: string[], cwd: string): Command {
  return new Command([...args, '--kinds', kindsFolder], cwd);
}

/** Runs `heed` with the test kinds to its end. */
export async function heed(args: string[], cwd: string) {
  const command = startHeed(args, cwd);
  const { code } = await command.end();
  return { code, stdout: command.stdout, stderr: command.stderr, command };
}
