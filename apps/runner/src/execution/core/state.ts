import type { CacheDecision, Localized, Manifest, NodeState, RunState } from '@heed/schema';
import type { CacheIngredients } from '../ingredients.ts';
import type { NodeRecord, SlotKind } from './node-record.ts';
import type { RunIndex } from './run-index.ts';

/** Why a run rests: a person asked for it, there is no room on the disk, or a stop rule said so. */
export type PauseReason = 'person' | 'disk-full' | 'stop-rule';

/** How many node runs may be under way at once. */
export interface Slots {
  /** On the CPU, training among them. */
  cpu: number;
  /** Training on the CPU: it uses several cores. */
  training: number;
  /** One for each GPU; 0 where there is none. */
  gpu: number;
}

export interface RunRecord {
  state: RunState;
  /** Why it is paused. */
  pause?: PauseReason;
  /** Of the first node that failed. */
  error?: Localized;
  /** In the order of the plan. */
  nodes: ReadonlyMap<string, NodeRecord>;
}

/** A run with what the scheduler keeps to find its way in it. */
export interface ScheduledRun extends RunRecord {
  index: RunIndex;
}

export interface SchedulerLimits {
  slots: Slots;
  /** Losses of one node before it counts as failed. */
  maxLosses: number;
  /** Ends of the runner in one node before it counts as failed. */
  maxStops: number;
  /** How long a process may take to load its node's code. */
  startMs: number;
  /** A process that was silent for so long is taken for dead. */
  leaseMs: number;
  /** How long a process may take to end after its run was cancelled. */
  graceMs: number;
  /** How long a process may take to save and end when the runner shuts down or the run is paused. */
  stopMs: number;
}

export interface SchedulerState extends SchedulerLimits {
  /** The runner is shutting down: nothing new starts. */
  stopping: boolean;
  tickedAt: number;
  /** Runs that are not final, oldest first. */
  runs: ReadonlyMap<string, ScheduledRun>;
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
  /** The process that works for the node from now on. */
  process?: { pid: number; start: string };
}

export type SchedulerEvent =
  | { type: 'submit'; run: string; nodes: { node: string; needs: readonly string[]; slot: SlotKind }[] }
  /** The runs found in the database at start; `resume` false only tidies them up. */
  | { type: 'restore'; runs: { run: string; record: RunRecord }[]; resume: boolean }
  /** The cache answered: a hit has outputs. */
  | { type: 'resolved'; place: Place; hit: boolean; details: Details }
  | { type: 'started'; place: Place; process?: Details['process'] }
  | { type: 'heard'; place: Place }
  /** The process has written a checkpoint, from which the next one would go on. */
  | { type: 'saved'; place: Place }
  | { type: 'returned'; place: Place }
  | { type: 'published'; place: Place; details: Details }
  | { type: 'failed'; place: Place; error: Localized }
  /** The work found no room on the disk, and is over: a process, before it returned, or the publishing after it. */
  | { type: 'full'; place: Place; error: Localized }
  /** The node asked people and there are not enough answers yet. */
  | { type: 'asked'; place: Place }
  | { type: 'answered'; run: string; node: string }
  /** The process is gone and its staging folder removed. */
  | { type: 'exited'; place: Place; error: Localized }
  | { type: 'cancel'; run: string }
  | { type: 'pause'; run: string; reason: PauseReason; error?: Localized }
  /** `later`: another runner goes on with it. */
  | { type: 'resume'; run: string; later?: boolean }
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
  | {
      type: 'retry';
      run: string;
      node: string;
      attempt: number;
      fence: number;
      losses: number;
      stops: number;
    }
  /** Its earlier losses no longer count. */
  | { type: 'forgive'; place: Place }
  | { type: 'move-run'; run: string; from: RunState; to: RunState; error?: Localized; pause?: PauseReason }
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

/** A scheduler with no runs. */
export function emptyScheduler(limits: SchedulerLimits): SchedulerState {
  return { ...limits, stopping: false, tickedAt: 0, runs: new Map() };
}
