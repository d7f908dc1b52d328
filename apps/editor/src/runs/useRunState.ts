import { finalRunStates, type RunEvent } from '@heed/schema';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import { connection, isRefusal, trpc } from '../api/client.ts';
import type { NodeRunState } from './canvas/runState.ts';
import type { Curves } from './curves.ts';
import { applyEvent } from './liveEvents.ts';
import {
  applyCurves,
  applySnapshot,
  isFinalNodeState,
  type LiveRun,
  type StoredCurves,
  startLiveRun,
} from './liveRun.ts';
import { useStoredCurves } from './useStoredCurves.ts';
import type { NodeRunView, RunView } from './view.ts';

/** How fresh the view is: `ended` runs do not change any more. */
export type Connection = 'connecting' | 'live' | 'reconnecting' | 'ended';

export interface RunState {
  live?: LiveRun;
  /** The nodes with their curves, by id; a node that did not change keeps its object. */
  nodes: ReadonlyMap<string, NodeRunState>;
  connection: Connection;
  error: unknown;
  isLoading: boolean;
  retry(): void;
}

/** Events are applied together at this pace, so that a burst costs one drawing. */
const BATCH_MILLISECONDS = 50;

type Action =
  | { type: 'snapshot'; run: RunView }
  | { type: 'events'; events: readonly RunEvent[] }
  | { type: 'curves'; of: StoredCurves; curves: Curves };

function reduce(view: LiveRun | undefined, action: Action): LiveRun | undefined {
  if (action.type === 'snapshot')
    return view?.run.id === action.run.id ? applySnapshot(view, action.run) : startLiveRun(action.run);
  if (!view) return undefined;
  if (action.type === 'events') return action.events.reduce(applyEvent, view);
  return applyCurves(view, action.of, action.curves);
}

/**
 * Follows a run: its snapshot, then every event after it, each applied once. A lost connection resumes after the
 * last event seen. Without an id nothing is asked.
 */
export function useRunState(runId: string | undefined): RunState {
  const snapshot = useQuery(
    trpc.runs.get.queryOptions(runId === undefined ? skipToken : { id: runId }, {
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnMount: 'always',
    }),
  );
  const [state, dispatch] = useReducer(reduce, undefined);
  const { data } = snapshot;
  useEffect(() => {
    if (data) dispatch({ type: 'snapshot', run: data });
  }, [data]);
  const live = state?.run.id === runId ? state : undefined;
  const connection = useEvents(live, dispatch);
  useStoredCurves(live, (of, curves) => dispatch({ type: 'curves', of, curves }));
  useFreshResults(live, snapshot.refetch);
  return {
    live,
    nodes: useMemo(() => nodesOf(live), [live]),
    connection,
    error: snapshot.error,
    isLoading: runId !== undefined && !live && !snapshot.error,
    retry: () => void snapshot.refetch(),
  };
}

/** Time until a line that the runner has ended is opened anew. */
const REOPEN_MILLISECONDS = 2000;

/**
 * Subscribes from the first snapshot on; the link itself resumes after the last event id. Where the line was ended with
 * an error, as by a runner that is just starting, it is opened anew; what was heard before changes nothing.
 */
function useEvents(live: LiveRun | undefined, dispatch: (action: Action) => void): Connection {
  const run = live?.run.id;
  const since = useSince(live);
  const pending = useRef<RunEvent[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const flush = useCallback(() => {
    timer.current = undefined;
    dispatch({ type: 'events', events: pending.current.splice(0) });
  }, [dispatch]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const ended = live ? finalRunStates.has(live.run.state) : false;
  const connected = useRef(false);
  const subscription = useSubscription(
    trpc.runs.events.subscriptionOptions(
      { run: run ?? '', lastEventId: since },
      {
        enabled: run !== undefined && !ended,
        onStarted: () => {
          connected.current = true;
        },
        onData: ({ data }) => {
          pending.current.push(data);
          timer.current ??= setTimeout(flush, BATCH_MILLISECONDS);
        },
      },
    ),
  );
  const isLost =
    !ended && subscription.status !== 'pending' && (connected.current || subscription.status === 'error');
  useEffect(() => {
    if (isLost) void connection.doubt();
  }, [isLost]);
  const { status, error, reset } = subscription;
  const isEndedByError = !ended && status === 'error' && !isRefusal(error);
  useEffect(() => {
    if (!isEndedByError) return;
    const timer = setTimeout(reset, REOPEN_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [isEndedByError, reset]);
  if (ended) return 'ended';
  if (subscription.status === 'pending') return 'live';
  return isLost ? 'reconnecting' : 'connecting';
}

/** The first snapshot's last event, per run: later snapshots must not start the subscription over. */
function useSince(live: LiveRun | undefined): string {
  const first = useRef<{ run: string; seq: number }>(undefined);
  if (live && first.current?.run !== live.run.id) first.current = { run: live.run.id, seq: live.run.lastSeq };
  return String(first.current?.seq ?? 0);
}

/** A node's results are in no event: reads the snapshot again whenever a node or the run ends. */
function useFreshResults(live: LiveRun | undefined, refetch: () => unknown): void {
  const ended = live
    ? `${live.run.id} ${live.run.state} ${live.run.nodes.filter(({ state }) => isFinalNodeState(state)).length}`
    : undefined;
  const known = useRef<string>(undefined);
  useEffect(() => {
    if (known.current !== undefined && ended !== known.current) refetch();
    known.current = ended;
  }, [ended, refetch]);
}

const none: Curves = {};
const joined = new WeakMap<NodeRunView, NodeRunState>();

function nodesOf(live: LiveRun | undefined): ReadonlyMap<string, NodeRunState> {
  return new Map(
    live?.run.nodes.map((node) => [node.node, withCurves(node, live.curves[node.node] ?? none)]),
  );
}

function withCurves(node: NodeRunView, curves: Curves): NodeRunState {
  const known = joined.get(node);
  if (known?.curves === curves) return known;
  const fresh = { ...node, curves };
  joined.set(node, fresh);
  return fresh;
}
