import type { Localized, NodeState, RunState } from '@heed/schema';
import type { Details, Effect, NodeRecord, RunRecord, SchedulerState } from './state.ts';

/** A node in one of these will never deliver. */
const brokenStates: ReadonlySet<NodeState | undefined> = new Set(['failed', 'skipped']);

/** A node's error as its run's. */
export function failureOf(node: string, error: Localized): Localized {
  return { en: `Node "${node}" failed: ${error.en}`, zh: `节点“${node}”运行失败：${error.zh}` };
}

interface DraftRun extends RunRecord {
  nodes: Map<string, NodeRecord>;
}

/** A copy of the scheduler's state that one step changes, with the effects of the changes. */
export class Draft {
  readonly now: number;
  readonly state: Omit<SchedulerState, 'runs'>;
  readonly effects: Effect[] = [];
  readonly #runs: Map<string, RunRecord>;
  readonly #copied = new Set<string>();

  constructor(state: SchedulerState, now: number) {
    this.now = now;
    this.state = { ...state };
    this.#runs = new Map(state.runs);
  }

  get runIds(): string[] {
    return [...this.#runs.keys()];
  }

  /** The run's record, for reading. */
  peek(id: string): RunRecord | undefined {
    return this.#runs.get(id);
  }

  /** The run's record, copied on first use so that the old state stays as it was. */
  run(id: string): DraftRun | undefined {
    const run = this.#runs.get(id);
    if (!run || this.#copied.has(id)) return run as DraftRun | undefined;
    const copy = { ...run, nodes: new Map(run.nodes) };
    this.#runs.set(id, copy);
    this.#copied.add(id);
    return copy;
  }

  add(id: string, run: DraftRun): void {
    this.#runs.set(id, run);
    this.#copied.add(id);
  }

  remove(id: string): void {
    this.#runs.delete(id);
  }

  /** Moves a node to another state and records the change. `more` sets other fields of its record. */
  move(
    run: string,
    node: string,
    to: NodeState,
    details: Details = {},
    more: Partial<NodeRecord> = {},
  ): void {
    const record = this.run(run)?.nodes.get(node);
    if (!record) return;
    const place = { run, node, fence: record.fence };
    const fence = more.fence ?? record.fence;
    this.effects.push({
      type: 'move',
      place,
      attempt: record.attempt,
      from: record.state,
      to,
      fence,
      details,
    });
    this.set(run, node, { state: to, ...more });
  }

  /** Changes a node's record without telling anybody. */
  set(run: string, node: string, change: Partial<NodeRecord>): void {
    const nodes = this.run(run)?.nodes;
    const record = nodes?.get(node);
    if (record) nodes?.set(node, { ...record, ...change });
  }

  moveRun(id: string, to: RunState, error?: Localized): void {
    const run = this.run(id);
    if (!run || run.state === to) return;
    this.effects.push({ type: 'move-run', run: id, from: run.state, to, error });
    run.state = to;
  }

  /** Ends an attempt whose process died and queues the next one, or fails the node after too many. */
  lose(run: string, node: string, error: Localized): void {
    const record = this.run(run)?.nodes.get(node);
    if (!record) return;
    const losses = record.losses + 1;
    if (losses >= this.state.maxLosses) {
      this.fail(run, node, error);
      return;
    }
    this.move(run, node, 'lost', { error }, { losses });
    const attempt = record.attempt + 1;
    this.effects.push({ type: 'retry', run, node, attempt, fence: record.fence, losses });
    this.set(run, node, { state: 'queued', attempt, killAt: undefined });
  }

  /** Fails a node, skips everything that waits for it, and keeps the first reason as the run's. */
  fail(id: string, node: string, error: Localized): void {
    const run = this.run(id);
    if (!run) return;
    this.move(id, node, 'failed', { error });
    run.error ??= failureOf(node, error);
    for (const [dependent, { state, needs }] of run.nodes) {
      const broken = needs.some((need) => brokenStates.has(run.nodes.get(need)?.state));
      if (broken && state === 'queued') this.move(id, dependent, 'skipped');
    }
  }

  finish(): SchedulerState {
    return { ...this.state, runs: this.#runs };
  }
}
