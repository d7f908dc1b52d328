import type { NodeState } from '@heed/schema';

/** What a node run takes while it is under way: a share of the cores, most of them for a while, or a GPU. */
export type SlotKind = 'cpu' | 'training' | 'gpu';

/** One node run as the scheduler knows it. Times are milliseconds of a clock that never jumps. */
export interface NodeRecord {
  state: NodeState;
  attempt: number;
  /** Raised by every lease; messages under an older one are ignored. */
  fence: number;
  /** Attempts that ended with a dead process since the node last came further than before. */
  losses: number;
  /** Attempts that ended with the runner itself since then. */
  stops: number;
  slot: SlotKind;
  /** Nodes whose outputs this one reads. */
  needs: readonly string[];
  /** When the process was last heard of. */
  heardAt: number;
  /** When patience ends and the process is killed. */
  killAt?: number;
  /** The process was asked to save and end; the node then waits to go on. */
  halting?: boolean;
  /** Why its process was killed. */
  fault?: 'silent' | 'never-started';
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
