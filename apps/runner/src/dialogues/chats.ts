import type { BatchPlace } from '../labeling/batches.ts';
import type { ChatModel, ChatRequest } from './chat-messages.ts';
import { ChatProcess } from './chat-process.ts';
import { batchEnded, queueFull } from './refusals.ts';

export interface ChatsOptions {
  /** A model that nobody talked with for so long is let go of. */
  idleMs: number;
  /** Requests that may wait for one model. */
  mostWaiting: number;
  /** Modules that each process loads first; tests break things with them. */
  load: readonly string[];
}

export interface ChatsParts {
  /** Is nobody else computing where the models would? */
  isDeviceFree(): boolean;
  /** Does a batch still wait for people? */
  isWaiting(place: BatchPlace): boolean;
  onBirth(process: { pid: number; start: string }): void;
  onDeath(pid: number): void;
}

/** Where a request is: so many before it, perhaps all held up by other work of the machine, or under way. */
export type ChatState =
  | { state: 'waiting'; ahead: number; isHeldUp: boolean }
  | { state: 'starting'; elapsedMs: number }
  | { state: 'generating'; elapsedMs: number; expectedMs: number | null };

export interface ChatJob {
  /** The same for the same turn of the same conversation. */
  key: string;
  place: BatchPlace;
  model: ChatModel;
  request: ChatRequest;
}

interface Queued extends ChatJob {
  resolve(replied: { replies: string[]; milliseconds: number }): void;
  reject(error: unknown): void;
}

interface Line {
  process?: ChatProcess;
  /** Is the model loaded? */
  isOpen: boolean;
  waiting: Queued[];
  current?: Queued & { since: number };
  /** Batches that talk with it. */
  places: Map<string, BatchPlace>;
  lastUsed: number;
  /** How long a reply takes, as a moving average. */
  usualMs: number | null;
}

/** Part of the newest reply in the average. */
const NEWEST = 0.3;
const LOOK_MS = 500;

/** The models that labelers talk with: a process each from the first message on, and a bounded line before it. */
export class Chats {
  readonly #parts: ChatsParts;
  readonly #options: ChatsOptions;
  readonly #lines = new Map<string, Line>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #isClosed = false;

  constructor(parts: ChatsParts, options: ChatsOptions) {
    this.#parts = parts;
    this.#options = options;
  }

  /** Throws where too many wait for this model already. */
  requireRoom(model: ChatModel): void {
    const line = this.#lines.get(nameOf(model));
    if (line && line.waiting.length >= this.#options.mostWaiting) throw queueFull(line.waiting.length);
  }

  /** What the model replies, when it is its turn. Rejects with one sentence. */
  ask(job: ChatJob): Promise<{ replies: string[]; milliseconds: number }> {
    const line = this.#lineOf(job.model);
    line.places.set(`${job.place.run}/${job.place.node}`, job.place);
    const replied = new Promise<{ replies: string[]; milliseconds: number }>((resolve, reject) =>
      line.waiting.push({ ...job, resolve, reject }),
    );
    this.#timer ??= setInterval(() => this.#look(), LOOK_MS);
    this.#next(line, job.model);
    return replied;
  }

  /** Where a request is; undefined for one that nobody made. */
  stateOf({ key, model }: Pick<ChatJob, 'key' | 'model'>): ChatState | undefined {
    const line = this.#lines.get(nameOf(model));
    if (line?.current?.key === key) {
      const elapsedMs = Math.round(performance.now() - line.current.since);
      if (!line.isOpen) return { state: 'starting', elapsedMs };
      return { state: 'generating', elapsedMs, expectedMs: line.usualMs && Math.round(line.usualMs) };
    }
    const place = line?.waiting.findIndex((one) => one.key === key) ?? -1;
    if (!line || place < 0) return undefined;
    return { state: 'waiting', ahead: place + (line.current ? 1 : 0), isHeldUp: !line.current };
  }

  /** Processes that hold a model now. */
  get processes(): number[] {
    return [...this.#lines.values()].flatMap(({ process }) => process?.pid ?? []);
  }

  /** Ends all processes; what was asked for is asked for again when its labeler looks. */
  close(): void {
    this.#isClosed = true;
    for (const [name, line] of this.#lines) this.#end(name, line);
  }

  #lineOf(model: ChatModel): Line {
    const name = nameOf(model);
    const line = this.#lines.get(name) ?? {
      ...{ isOpen: false, waiting: [], places: new Map(), lastUsed: performance.now(), usualMs: null },
    };
    this.#lines.set(name, line);
    return line;
  }

  #next(line: Line, model: ChatModel): void {
    const [job] = line.waiting;
    if (!job || line.current || this.#isClosed || !this.#parts.isDeviceFree()) return;
    line.waiting.shift();
    line.current = { ...job, since: performance.now() };
    void this.#carryOut(line, model, job)
      .then(job.resolve, job.reject)
      .finally(() => {
        line.current = undefined;
        line.lastUsed = performance.now();
        this.#next(line, model);
      });
  }

  async #carryOut(line: Line, model: ChatModel, { request }: Queued) {
    line.process ??= this.#start(line, model);
    const { process } = line;
    try {
      await process.opened();
    } catch (error) {
      this.#drop(line, process);
      throw error;
    }
    line.isOpen = true;
    const started = performance.now();
    if (line.current) line.current.since = started;
    const replies = await process.reply(request);
    const milliseconds = performance.now() - started;
    line.usualMs = line.usualMs === null ? milliseconds : (1 - NEWEST) * line.usualMs + NEWEST * milliseconds;
    return { replies, milliseconds };
  }

  #start(line: Line, model: ChatModel): ChatProcess {
    const process: ChatProcess = new ChatProcess(model, this.#options.load, () => {
      this.#parts.onDeath(process.pid);
      if (line.process === process) this.#drop(line, process);
    });
    this.#parts.onBirth(process);
    return process;
  }

  #drop(line: Line, process: ChatProcess): void {
    if (line.process !== process) return;
    line.process = undefined;
    line.isOpen = false;
    process.end();
  }

  /** Ends models that nobody talks with, and those in the way of other work; goes on where the machine is free again. */
  #look(): void {
    const isFree = this.#parts.isDeviceFree();
    for (const [name, line] of this.#lines) {
      const isWanted = [...line.places.values()].some((place) => this.#parts.isWaiting(place));
      const isIdle = !line.current && line.waiting.length === 0;
      const isOld = performance.now() - line.lastUsed > this.#options.idleMs;
      if (!isWanted || (isIdle && isOld)) this.#end(name, line);
      else if (!isFree && !line.current && line.process) this.#drop(line, line.process);
      else if (line.waiting[0]) this.#next(line, line.waiting[0].model);
    }
    if (this.#lines.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #end(name: string, line: Line): void {
    this.#lines.delete(name);
    if (this.#lines.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    for (const { reject } of line.waiting.splice(0)) reject(batchEnded());
    if (line.process) this.#drop(line, line.process);
  }
}

function nameOf({ directory, temperature, maxNewTokens }: ChatModel): string {
  return JSON.stringify([directory, temperature, maxNewTokens]);
}
