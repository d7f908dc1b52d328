import type { NodeState } from '@heed/schema';
import { type Curves, mergeCurves } from './curves.ts';
import type { NodeRunView, RunView } from './view.ts';

/** A run as seen now: the runner's snapshot with every later event applied to it. */
export interface LiveRun {
  run: RunView;
  /** The last event applied; events up to it are ignored. */
  lastSeq: number;
  curves: Readonly<Record<string, Curves>>;
  /** Of the curves, what was heard since the last snapshot. */
  heard: Readonly<Record<string, Curves>>;
  /** Grows whenever a newer snapshot stands for points of a node's curves that were not heard. */
  missed: Readonly<Record<string, number>>;
  /** Grows whenever there may be new lines in the log of a node. */
  logged: Readonly<Record<string, number>>;
}

const finalNodeStates: ReadonlySet<NodeState> = new Set([
  'succeeded',
  'failed',
  'cancelled',
  'skipped',
  'lost',
]);

/** States from which a node will not move by itself. */
export function isFinalNodeState(state: NodeState): boolean {
  return finalNodeStates.has(state);
}

/** A node that has begun and waits in the queue rests while its run is paused. */
export function isResting({ state }: Pick<RunView, 'state'>, node: NodeRunView): boolean {
  return state === 'paused' && node.state === 'queued' && node.startedAt !== undefined;
}

export function startLiveRun(run: RunView): LiveRun {
  return { run, lastSeq: run.lastSeq, curves: {}, heard: {}, missed: {}, logged: {} };
}

/**
 * Takes in a newer snapshot of the same run and keeps the curves. A snapshot that is older than the events
 * seen so far gives only what no event carries: the nodes' results.
 */
export function applySnapshot(view: LiveRun, run: RunView): LiveRun {
  if (run.lastSeq > view.lastSeq) return { ...view, run, lastSeq: run.lastSeq, ...withUnseen(view, run) };
  if (run.lastSeq === view.lastSeq) return { ...view, run };
  const results = new Map(run.nodes.map((node) => [node.node, node.results]));
  const nodes = view.run.nodes.map((node) => ({ ...node, results: results.get(node.node) ?? node.results }));
  return { ...view, run: { ...view.run, nodes } };
}

/**
 * Among the events that a newer snapshot stands for may be lines of any node's log, and points of the curves of those
 * that were at work.
 */
function withUnseen({ run, logged, missed }: LiveRun, { nodes }: RunView) {
  const before = new Map(run.nodes.map((node) => [node.node, node]));
  const mayHaveMoved = ({ node, state, attempt }: NodeRunView) => {
    const was = before.get(node);
    return !was || was.attempt !== attempt || !isFinalNodeState(was.state) || !isFinalNodeState(state);
  };
  return {
    heard: {},
    logged: { ...logged, ...counted(logged, nodes) },
    missed: { ...missed, ...counted(missed, nodes.filter(mayHaveMoved)) },
  };
}

function counted(counts: Readonly<Record<string, number>>, nodes: readonly NodeRunView[]) {
  return Object.fromEntries(nodes.map(({ node }) => [node, (counts[node] ?? 0) + 1]));
}

/** What is to be read of a node's stored curves: `missed` tells one reading from the next. */
export interface StoredCurves {
  run: string;
  node: string;
  missed: number;
}

/** The nodes that may have stored points: those that have begun. A node of a paused run waits in the queue again. */
export function storedCurves({ run, missed }: LiveRun): StoredCurves[] {
  const begun = run.nodes.filter(
    ({ state, startedAt }) => startedAt !== undefined || (state !== 'queued' && state !== 'skipped'),
  );
  return begun.map(({ node }) => ({ run: run.id, node, missed: missed[node] ?? 0 }));
}

/** Puts the curves that the runner has stored for a node under what was heard since; a reading that is overtaken changes nothing. */
export function applyCurves(view: LiveRun, { run, node, missed }: StoredCurves, loaded: Curves): LiveRun {
  if (run !== view.run.id || missed !== (view.missed[node] ?? 0)) return view;
  return { ...view, curves: { ...view.curves, [node]: mergeCurves(loaded, view.heard[node] ?? {}) } };
}
