import { type DeviceUse, type Message, text } from '@heed/schema';
import type { LogLine, Point, Report, Shown } from './messages.ts';
import { type Firing, StopRules } from './stop-rules.ts';

/** Time between two batches: at most four a second. */
const BATCH_MS = 250;
const LONGEST_LINE = 4000;
const LONGEST_MESSAGE = 200;
/** Points of one message at most. */
const MOST_POINTS = 1000;

function shortened(message: Message, length: number): Message {
  const cut = (words: string) => words.slice(0, length);
  return typeof message === 'string' ? cut(message) : { en: cut(message.en), zh: cut(message.zh) };
}

function notFiniteText(name: string, value: number, step: number): Message {
  return text(`"${name}" is ${value} at step ${step}.`, `“${name}”在第 ${step} 步为 ${value}。`);
}

/** Collects progress, points and log lines, and sends them in batches, so that fast nodes do not flood the runner. */
export class Outbox {
  readonly #send: (report: Report) => void;
  #points: Point[] = [];
  #lines: LogLine[] = [];
  #progress: Shown['progress'];
  readonly #history: Point[] = [];
  #reached: Shown['progress'];
  #from = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #notFinite = new Set<string>();

  /** Watch what the node reports. */
  readonly rules: StopRules;

  constructor(send: (report: Report) => void, rules = new StopRules([])) {
    this.#send = send;
    this.rules = rules;
  }

  progress(fraction: number, message?: Message): void {
    const bounded = Number.isFinite(fraction) ? Math.min(1, Math.max(0, fraction)) : 0;
    this.#progress = { fraction: bounded, message: message && shortened(message, LONGEST_MESSAGE) };
    this.#reached = this.#progress;
    this.#plan();
  }

  /** Numbers that are not finite cannot be drawn; the log names each curve that had one. */
  metrics(step: number, values: Record<string, number>): void {
    const finite = Object.entries(values).filter(([name, value]) => {
      if (Number.isFinite(value)) return true;
      if (!this.#notFinite.has(name)) this.log('warn', notFiniteText(name, value, step));
      this.#notFinite.add(name);
      return false;
    });
    this.#addPoints([{ step: Math.round(step), values: Object.fromEntries(finite) }]);
    this.#tellFired(this.rules.take(Math.round(step), values));
  }

  /** Goes out at once: it comes once a node run. */
  device(use: DeviceUse): void {
    this.#send({ type: 'device', use });
  }

  log(level: LogLine['level'], message: Message): void {
    this.#lines.push({ level, text: shortened(message, LONGEST_LINE) });
    this.#plan();
  }

  /** All points and the last progress, for a checkpoint. */
  get shown(): Shown {
    return { points: this.#history, progress: this.#reached, stop: this.rules.state };
  }

  /** Goes on from what an earlier process had shown; the runner leaves out the points that it has. */
  goOnFrom({ points, progress, stop }: Shown): void {
    this.#addPoints(points);
    if (stop) this.#tellFired(this.rules.goOnFrom(stop));
    if (!progress) return;
    this.#from = progress.fraction;
    this.progress(progress.fraction, progress.message);
  }

  /** Tells of a checkpoint, after everything that it holds. */
  saved(): void {
    this.flush();
    this.#send({ type: 'saved' });
  }

  /** Sends what is there now. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#lines.length) this.#send({ type: 'log', lines: this.#lines });
    while (this.#points.length) this.#send({ type: 'metrics', points: this.#points.splice(0, MOST_POINTS) });
    if (this.#progress) this.#send({ type: 'progress', ...this.#progress, from: this.#from });
    this.#lines = [];
    this.#progress = undefined;
  }

  /** After the points that fired them. */
  #tellFired(firing: readonly Firing[]): void {
    if (firing.length > 0) this.flush();
    for (const one of firing) this.#send({ type: 'stop-rule', ...one });
  }

  #addPoints(points: readonly Point[]): void {
    for (const point of points) {
      this.#points.push(point);
      this.#history.push(point);
    }
    this.#plan();
  }

  #plan(): void {
    this.#timer ??= setTimeout(() => this.flush(), BATCH_MS);
  }
}
