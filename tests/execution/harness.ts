import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Graph, NodeState, RunEvent, RunState } from '@heed/schema';
import type { RunView } from '../../apps/runner/src/api/views.ts';
import { openRunner, type Runner, type RunnerOptions } from '../../apps/runner/src/runner.ts';

export const kindsFolder = join(import.meta.dirname, 'kinds');

export interface StartOptions {
  settings?: string[];
  fresh?: boolean;
  to?: string;
  from?: string;
  fromFailure?: boolean;
  key?: string;
}

const resting: ReadonlySet<RunState> = new Set(['cancelled', 'failed', 'succeeded', 'waiting_human']);

/** A temporary folder that goes with the test. */
export function temporaryFolder() {
  const path = mkdtempSync(join(tmpdir(), 'heed-test-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** What happened in a run, for assertions in the words of a user. */
export class RunRecord {
  readonly view: RunView;
  readonly events: RunEvent[];
  readonly #heed: TestRunner;

  constructor(heed: TestRunner, view: RunView, events: RunEvent[]) {
    this.#heed = heed;
    this.view = view;
    this.events = events;
  }

  get id(): string {
    return this.view.id;
  }

  get state(): RunState {
    return this.view.state;
  }

  node(id: string) {
    const node = this.view.nodes.find((one) => one.node === id);
    if (!node) throw new Error(`The run has no node "${id}".`);
    return node;
  }

  /** The states that a node went through, in order. */
  statesOf(id: string): NodeState[] {
    return this.events.flatMap(({ payload }) =>
      payload.type === 'node-state' && payload.node === id ? [payload.state] : [],
    );
  }

  didRun(id: string): boolean {
    return this.statesOf(id).includes('running');
  }

  wasCached(id: string): boolean {
    return this.node(id).cache?.hit === true;
  }

  /** Why a node was not taken from the cache. */
  reasons(id: string): string[] {
    const { cache } = this.node(id);
    return cache && !cache.hit ? cache.reasons.map(({ en }) => en) : [];
  }

  /** Place of a node's state among all events. */
  at(id: string, state: NodeState): number {
    return this.events.findIndex(
      ({ payload }) => payload.type === 'node-state' && payload.node === id && payload.state === state,
    );
  }

  /** The text that a node put out. */
  text(id: string, port = 'out', file = 'text.txt'): string {
    const artifact = this.node(id).outputs[port] ?? '';
    return readFileSync(this.#heed.runner.artifacts.fileOf(artifact, file), 'utf8');
  }
}

/** A runner in this process on a temporary data folder, with the test kinds. */
export class TestRunner implements AsyncDisposable {
  runner: Runner;
  readonly folder: string;
  readonly #options: Partial<RunnerOptions>;
  readonly #dispose: () => void;

  private constructor(runner: Runner, folder: string, options: Partial<RunnerOptions>, dispose: () => void) {
    this.runner = runner;
    this.folder = folder;
    this.#options = options;
    this.#dispose = dispose;
  }

  static async open(options: Partial<RunnerOptions> = {}): Promise<TestRunner> {
    const { path, [Symbol.dispose]: dispose } = temporaryFolder();
    return new TestRunner(await TestRunner.#runner(path, options), path, options, dispose);
  }

  static #runner(folder: string, options: Partial<RunnerOptions>): Promise<Runner> {
    return openRunner({ dataFolder: join(folder, 'data'), kindsFolder, resume: true, ...options });
  }

  /** Closes the runner in good order and opens another one on its data. */
  async restart(): Promise<void> {
    await this.runner.close();
    this.runner = await TestRunner.#runner(this.folder, this.#options);
  }

  start(wanted: Graph, { key = randomUUID(), ...options }: StartOptions = {}): string {
    return this.runner.startIn(this.folder, { graph: wanted, ...options, idempotencyKey: key }).id;
  }

  /** Starts a run and waits until it rests. */
  async run(wanted: Graph, options: StartOptions = {}): Promise<RunRecord> {
    return this.rest(this.start(wanted, options));
  }

  /** Waits until a run has ended or waits for people; `after` skips events seen before. */
  async rest(id: string, after = 0): Promise<RunRecord> {
    await this.until(id, ({ payload }) => payload.type === 'run-state' && resting.has(payload.state), after);
    return this.record(id);
  }

  /** Everything that is stored about a run now. */
  record(id: string): RunRecord {
    const events: RunEvent[] = [];
    const { log } = this.runner;
    for (let page = log.after(id, 0); page.length; page = log.after(id, events.at(-1)?.seq ?? 0)) {
      events.push(...page);
    }
    return new RunRecord(this, this.runner.services.runs.get(id), events);
  }

  /** Waits for an event of a run. */
  async until(id: string, wanted: (event: RunEvent) => boolean, after = 0): Promise<RunEvent> {
    for await (const event of this.runner.services.runs.events(id, after, new AbortController().signal)) {
      if (wanted(event)) return event;
    }
    throw new Error(`Run ${id} ended as ${this.runner.services.runs.get(id).state} without that event.`);
  }

  /** Waits until a node is in a state. */
  async untilNode(id: string, node: string, state: NodeState): Promise<void> {
    await this.until(
      id,
      ({ payload }) => payload.type === 'node-state' && payload.node === node && payload.state === state,
    );
  }

  /** Folders of unpublished outputs that are left when nothing is under way. */
  async staged(): Promise<string[]> {
    await this.runner.idle();
    return readdirSync(join(this.folder, 'data', 'staging'));
  }

  published(): string[] {
    return readdirSync(join(this.folder, 'data', 'artifacts'));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.runner.close();
    this.#dispose();
  }
}
