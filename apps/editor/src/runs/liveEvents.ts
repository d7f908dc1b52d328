import { finalRunStates, type RunEvent } from '@heed/schema';
import { appendPoints } from './curves.ts';
import { isFinalNodeState, type LiveRun } from './liveRun.ts';
import type { NodeRunView } from './view.ts';

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
        curves: grown(view.curves, payload),
        heard: grown(view.heard, payload),
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

function grown(curves: LiveRun['curves'], { node, points }: PayloadOf<'metrics'>): LiveRun['curves'] {
  return { ...curves, [node]: appendPoints(curves[node] ?? {}, points) };
}

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
