import { finalRunStates, type NodeState, type RunEvent } from '@heed/schema';
import { appendPoints, type Curves, mergeCurves } from './curves.ts';
import type { NodeRunView, RunView } from './view.ts';

/** A run as seen now: the runner's snapshot with every later event applied to it. */
export interface LiveRun {
  run: RunView;
  /** The last event applied; events up to it are ignored. */
  lastSeq: number;
  curves: Readonly<Record<string, Curves>>;
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
  return { run, lastSeq: run.lastSeq, curves: {}, logged: {} };
}

/**
 * Takes in a newer snapshot of the same run and keeps the curves. A snapshot that is older than the events
 * seen so far gives only what no event carries: the nodes' results.
 */
export function applySnapshot(view: LiveRun, run: RunView): LiveRun {
  if (run.lastSeq > view.lastSeq)
    return { ...view, run, lastSeq: run.lastSeq, logged: withUnseen(view.logged, run) };
  if (run.lastSeq === view.lastSeq) return { ...view, run };
  const results = new Map(run.nodes.map((node) => [node.node, node.results]));
  const nodes = view.run.nodes.map((node) => ({ ...node, results: results.get(node.node) ?? node.results }));
  return { ...view, run: { ...view.run, nodes } };
}

/** Among the events that a newer snapshot stands for may be lines of any node's log. */
function withUnseen(logged: LiveRun['logged'], { nodes }: RunView): LiveRun['logged'] {
  return Object.fromEntries(nodes.map(({ node }) => [node, (logged[node] ?? 0) + 1]));
}

/** Puts the curves that the runner has stored for a node under those seen live. */
export function applyCurves(view: LiveRun, node: string, loaded: Curves): LiveRun {
  return { ...view, curves: { ...view.curves, [node]: mergeCurves(loaded, view.curves[node] ?? {}) } };
}

/** Applies one event. Pure; events of other runs and events already applied change nothing. */
export function applyEvent(view: LiveRun, event: RunEvent): LiveRun {
  if (event.run !== view.run.id || event.seq <= view.lastSeq) return view;
  return { ...applyPayload(view, event), lastSeq: event.seq };
}

function applyPayload(view: LiveRun, { at, payload }: RunEvent): LiveRun {
  switch (payload.type) {
    case 'run-state':
      return changeRunState(view, payload, at);
    case 'node-state':
      return changeNode(view, payload.node, (node) => changeNodeState(node, payload, at));
    case 'progress':
      return changeNode(view, payload.node, (node) => ({
        ...node,
        fraction: payload.fraction,
        message: payload.message,
        secondsLeft: payload.secondsLeft,
      }));
    case 'metrics':
      return {
        ...view,
        curves: {
          ...view.curves,
          [payload.node]: appendPoints(view.curves[payload.node] ?? {}, payload.points),
        },
      };
    case 'log':
      return { ...view, logged: { ...view.logged, [payload.node]: (view.logged[payload.node] ?? 0) + 1 } };
    case 'device': {
      const { device, threads, rejected } = payload;
      return changeNode(view, payload.node, (node) => ({ ...node, device: { device, threads, rejected } }));
    }
    case 'output':
      return changeNode(view, payload.node, (node) => ({
        ...node,
        outputs: { ...node.outputs, [payload.port]: payload.artifact },
      }));
    case 'stop-rule': {
      const { rule, step, value, message } = payload;
      return changeNode(view, payload.node, (node) => ({
        ...node,
        stopped: [...(node.stopped ?? []), { rule, step, value, message }],
      }));
    }
    case 'labeling':
      return changeNode(view, payload.node, (node) => ({
        ...node,
        labeling: { done: payload.done, total: payload.total, disputes: payload.disputes },
      }));
  }
}

type PayloadOf<Type extends string> = Extract<RunEvent['payload'], { type: Type }>;

function changeRunState(view: LiveRun, payload: PayloadOf<'run-state'>, at: number): LiveRun {
  const { run } = view;
  const started = run.startedAt ?? (payload.state === 'running' ? at : undefined);
  const finished = finalRunStates.has(payload.state) ? at : undefined;
  return {
    ...view,
    run: { ...run, state: payload.state, error: payload.error, startedAt: started, finishedAt: finished },
  };
}

function changeNodeState(node: NodeRunView, payload: PayloadOf<'node-state'>, at: number): NodeRunView {
  const fresh = payload.attempt !== node.attempt;
  const begun = payload.state === 'starting' || payload.state === 'running';
  const startedBefore = fresh ? undefined : node.startedAt;
  return {
    ...node,
    state: payload.state,
    attempt: payload.attempt,
    fraction: payload.state === 'succeeded' ? 1 : fresh ? 0 : node.fraction,
    message: fresh ? undefined : node.message,
    secondsLeft: begun && !fresh ? node.secondsLeft : undefined,
    startedAt: startedBefore ?? (begun ? at : undefined),
    finishedAt: isFinalNodeState(payload.state) ? at : undefined,
    cache: payload.cache ?? node.cache,
    error: payload.error,
  };
}

function changeNode(view: LiveRun, id: string, change: (node: NodeRunView) => NodeRunView): LiveRun {
  const nodes = view.run.nodes.map((node) => (node.node === id ? change(node) : node));
  return { ...view, run: { ...view.run, nodes } };
}
