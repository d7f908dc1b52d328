import type { CacheDecision, Localized, Manifest, NodeState, RunState } from '@heed/schema';
import type { CacheIngredients } from '../ingredients.ts';

/** One node run as the scheduler knows it. Times are milliseconds of a clock that never jumps. */
export interface NodeRecord {
  state: NodeState;
  attempt: number;
  /** Raised by every lease; messages under an older one are ignored. */
  fence: number;
  /** Attempts that ended with a dead process since the node last came further than before. */
  losses: number;
  /** Nodes whose outputs this one reads. */
  needs: readonly string[];
  /** When the process was last heard of. */
  heardAt: number;
  /** When patience ends and the process is killed. */
  killAt?: number;
}

export interface RunRecord {
  state: RunState;
  /** Of the first node that failed. */
  error?: Localized;
  /** In the order of the plan. */
  nodes: ReadonlyMap<string, NodeRecord>;
}

export interface SchedulerState {
  /** Node runs that may be under way at once. */
  slots: number;
  /** Losses of one node before it counts as failed. */
  maxLosses: number;
  /** A process that was silent for so long is taken for dead. */
  leaseMs: number;
  /** How long a process may take to end after its run was cancelled. */
  graceMs: number;
  /** How long a process may take to save and end when the runner shuts down. */
  stopMs: number;
  /** The runner is shutting down: nothing new starts. */
  stopping: boolean;
  tickedAt: number;
  /** Runs that are not final, oldest first. */
  runs: ReadonlyMap<string, RunRecord>;
}

/** Where an event or effect belongs. */
export interface Place {
  run: string;
  node: string;
  fence: number;
}

/** What is stored with a change of state; the core only passes it on. */
export interface Details {
  cache?: CacheDecision;
  error?: Localized;
  outputs?: Record<string, string>;
  results?: Record<string, number>;
  /** Newly published, to be made known with the change. */
  artifacts?: { id: string; manifest: Manifest; bytes: number }[];
  /** What the result follows from, and the key it will be found by. */
  work?: { key: string; ingredients: CacheIngredients };
}

export type SchedulerEvent =
  | { type: 'submit'; run: string; nodes: { node: string; needs: readonly string[] }[] }
  /** The runs found in the database at start; `resume` false only tidies them up. */
  | { type: 'restore'; runs: { run: string; record: RunRecord }[]; resume: boolean }
  /** The cache answered: a hit has outputs. */
  | { type: 'resolved'; place: Place; hit: boolean; details: Details }
  | { type: 'started'; place: Place }
  | { type: 'heard'; place: Place }
  /** The process has written a checkpoint, from which the next one would go on. */
  | { type: 'saved'; place: Place }
  | { type: 'returned'; place: Place }
  | { type: 'published'; place: Place; details: Details }
  | { type: 'failed'; place: Place; error: Localized }
  /** The node asked people and there are not enough answers yet. */
  | { type: 'asked'; place: Place }
  | { type: 'answered'; run: string; node: string }
  /** The process is gone and its staging folder removed. */
  | { type: 'exited'; place: Place; error: Localized }
  | { type: 'cancel'; run: string }
  | { type: 'stop' }
  | { type: 'tick' };

export type Effect =
  /** Written to the database, all of one step in one transaction. */
  | {
      type: 'move';
      /** With the fence that the stored row must still have. */
      place: Place;
      attempt: number;
      from: NodeState;
      to: NodeState;
      /** The fence from now on. */
      fence: number;
      details: Details;
    }
  | { type: 'retry'; run: string; node: string; attempt: number; fence: number; losses: number }
  /** Its earlier losses no longer count. */
  | { type: 'forgive'; place: Place }
  | { type: 'move-run'; run: string; from: RunState; to: RunState; error?: Localized }
  /** Carried out after the transaction. */
  | { type: 'look-up'; place: Place }
  | { type: 'spawn'; place: Place }
  | { type: 'publish'; place: Place }
  | { type: 'abort'; place: Place }
  | { type: 'end'; place: Place };

export interface Step {
  state: SchedulerState;
  effects: Effect[];
}

/** States in which a node run holds a slot. */
export const activeStates: ReadonlySet<NodeState> = new Set([
  'leased',
  'starting',
  'running',
  'publishing',
  'cancelling',
]);
/** States in which a process works for a node run. */
export const processStates: ReadonlySet<NodeState> = new Set(['starting', 'running']);
/** States that an attempt never leaves. */
export const finalNodeStates: ReadonlySet<NodeState> = new Set([
  'succeeded',
  'cancelled',
  'failed',
  'lost',
  'skipped',
]);

/** A scheduler with no runs. */
export function emptyScheduler(
  options: Pick<SchedulerState, 'slots' | 'maxLosses' | 'leaseMs' | 'graceMs' | 'stopMs'>,
): SchedulerState {
  return { ...options, stopping: false, tickedAt: 0, runs: new Map() };
}
