import type { Localized, NodeState, RunState } from '@heed/schema';
import type { NodeRecord } from './node-record.ts';
import { RunIndex } from './run-index.ts';
import type { Details, Effect, PauseReason, RunRecord, ScheduledRun, SchedulerState } from './state.ts';

/** How a node waits: nobody is to be killed, and nothing is held against its last process. */
export const untroubled: Pick<NodeRecord, 'killAt' | 'halting' | 'fault'> = {
  killAt: undefined,
  halting: undefined,
  fault: undefined,
};

/** A node's error as its run's: it names the node, once. */
export function failureOf(node: string, { en, zh }: Localized): Localized {
  return {
    en: en.includes(`"${node}"`) ? en : `Node "${node}" failed: ${en}`,
    zh: zh.includes(`“${node}”`) ? zh : `节点“${node}”运行失败：${zh}`,
  };
}

interface DraftRun extends ScheduledRun {
  nodes: Map<string, NodeRecord>;
}

/** A copy of the scheduler's state that one or more events change, with the effects of the changes. */
export class Draft {
  readonly now: number;
  readonly state: Omit<SchedulerState, 'runs'>;
  readonly effects: Effect[] = [];
  readonly #runs: Map<string, ScheduledRun>;
  readonly #copied = new Set<string>();

  constructor(state: SchedulerState, now: number) {
    this.now = now;
    this.state = { ...state };
    this.#runs = new Map(state.runs);
  }

  get runIds(): string[] {
    return [...this.#runs.keys()];
  }

  get runs(): Iterable<ScheduledRun> {
    return this.#runs.values();
  }

  /** The run's record, for reading. */
  peek(id: string): ScheduledRun | undefined {
    return this.#runs.get(id);
  }

  /** The run's record, copied on first use so that the old state stays as it was. */
  run(id: string): DraftRun | undefined {
    const run = this.#runs.get(id);
    if (!run || this.#copied.has(id)) return run as DraftRun | undefined;
    const copy = { ...run, nodes: new Map(run.nodes), index: run.index.copy() };
    this.#runs.set(id, copy);
    this.#copied.add(id);
    return copy;
  }

  add(id: string, run: RunRecord): void {
    this.#runs.set(id, { ...run, nodes: new Map(run.nodes), index: RunIndex.of(run.nodes) });
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
    const draft = this.run(run);
    const record = draft?.nodes.get(node);
    if (!draft || !record) return;
    const changed = { ...record, ...change };
    draft.nodes.set(node, changed);
    draft.index.change(node, record, changed);
  }

  moveRun(id: string, to: RunState, more: { error?: Localized; pause?: PauseReason } = {}): void {
    const run = this.run(id);
    if (!run || run.state === to) return;
    this.effects.push({ type: 'move-run', run: id, from: run.state, to, ...more });
    run.state = to;
    run.pause = more.pause;
  }

  /**
   * Ends an attempt whose process died, by itself or with the runner, and queues the next one; fails the node after too
   * many of either since it last came further.
   */
  lose(run: string, node: string, error: Localized, by: 'losses' | 'stops' = 'losses'): void {
    const record = this.run(run)?.nodes.get(node);
    if (!record) return;
    const counts = { losses: record.losses, stops: record.stops };
    counts[by]++;
    if (counts.losses >= this.state.maxLosses || counts.stops >= this.state.maxStops) {
      this.fail(run, node, error);
      return;
    }
    this.move(run, node, 'lost', { error }, counts);
    const attempt = record.attempt + 1;
    this.effects.push({ type: 'retry', run, node, attempt, fence: record.fence, ...counts });
    this.set(run, node, { state: 'queued', attempt, ...untroubled });
  }

  /** Fails a node, skips everything that waits for it, and keeps the first reason as the run's. */
  fail(id: string, node: string, error: Localized): void {
    const run = this.run(id);
    if (!run) return;
    this.move(id, node, 'failed', { error });
    run.error ??= failureOf(node, error);
    this.#skipFollowers(id, run, node);
  }

  #skipFollowers(id: string, run: DraftRun, node: string): void {
    for (const follower of run.index.followers(node)) {
      if (run.nodes.get(follower)?.state !== 'queued') continue;
      this.move(id, follower, 'skipped');
      this.#skipFollowers(id, run, follower);
    }
  }

  finish(): SchedulerState {
    return { ...this.state, runs: this.#runs };
  }
}
