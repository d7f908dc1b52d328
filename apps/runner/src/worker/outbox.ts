import type { DeviceUse } from '@heed/schema';
import type { LogLine, Point, Report } from './messages.ts';

/** Time between two batches: at most four a second. */
const BATCH_MS = 250;
const LONGEST_LINE = 4000;

/** Collects progress, points and log lines, and sends them in batches, so that fast nodes do not flood the runner. */
export class Outbox {
  readonly #send: (report: Report) => void;
  #points: Point[] = [];
  #lines: LogLine[] = [];
  #progress: { fraction: number; message?: string } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #notFinite = new Set<string>();

  constructor(send: (report: Report) => void) {
    this.#send = send;
  }

  progress(fraction: number, message?: string): void {
    const bounded = Number.isFinite(fraction) ? Math.min(1, Math.max(0, fraction)) : 0;
    this.#progress = { fraction: bounded, message: message?.slice(0, 200) };
    this.#plan();
  }

  /** Numbers that are not finite cannot be drawn; the log names each curve that had one. */
  metrics(step: number, values: Record<string, number>): void {
    const finite = Object.entries(values).filter(([name, value]) => {
      if (Number.isFinite(value)) return true;
      if (!this.#notFinite.has(name)) this.log('warn', `"${name}" is ${value} at step ${step}.`);
      this.#notFinite.add(name);
      return false;
    });
    this.#points.push({ step: Math.round(step), values: Object.fromEntries(finite) });
    this.#plan();
  }

  /** Goes out at once: it comes once a node run. */
  device(use: DeviceUse): void {
    this.#send({ type: 'device', use });
  }

  log(level: LogLine['level'], text: string): void {
    this.#lines.push({ level, text: text.slice(0, LONGEST_LINE) });
    this.#plan();
  }

  /** Sends what is there now. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#lines.length) this.#send({ type: 'log', lines: this.#lines });
    if (this.#points.length) this.#send({ type: 'metrics', points: this.#points });
    if (this.#progress) this.#send({ type: 'progress', ...this.#progress });
    this.#lines = [];
    this.#points = [];
    this.#progress = undefined;
  }

  #plan(): void {
    this.#timer ??= setTimeout(() => this.flush(), BATCH_MS);
  }
}
