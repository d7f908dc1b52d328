import { finalRunStates, type RunState } from '@heed/schema';
import { useQuery } from '@tanstack/react-query';
import { useContext, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useSearchParams } from 'wouter';
import { api, idempotencyKey, queryClient, refusalCode, trpc } from '../../api/client.ts';
import { useShowError } from '../../api/errors.ts';
import { showToast } from '../../app/showToast.ts';
import { asksFirst, type Preflight } from '../preflight/asking.ts';
import { useRunState } from '../useRunState.ts';
import { useTitleMark } from '../useTitleMark.ts';
import type { RunView } from '../view.ts';
import { CanvasRunContext, type NodeRunState } from './runState.ts';
import { useChangedSince } from './useChangedSince.ts';
import { useCanvasRunWords } from './words.ts';

/** Which part of the pipeline is to run; everything that is not cached without one. */
export interface RunPartWish {
  /** Only this node and what it needs. */
  to?: string;
  /** This node and what depends on it, even where cached. */
  from?: string;
  /** What did not succeed in the last run, and what depends on it. */
  fromFailure?: boolean;
  /** Every node, whatever the cache holds. */
  fresh?: boolean;
}

/** What is asked before a run starts. */
export interface PlannedRun {
  wish: RunPartWish;
  ahead: Preflight;
}

export interface CanvasRunControl {
  run?: Pick<RunView, 'id' | 'state'>;
  /** What each node did in it. */
  nodes: ReadonlyMap<string, NodeRunState>;
  /** Is it another than the newest? */
  isEarlier: boolean;
  /** Is the run still going, or waiting for people? */
  active: boolean;
  starting: boolean;
  planned?: PlannedRun;
  /** Is the list of runs open? */
  history: boolean;
  /** Looks ahead, asks where there is something to know, and starts. */
  begin(wish?: RunPartWish): Promise<void>;
  /** Looks ahead and shows what the run would take, whatever it is. */
  plan(wish?: RunPartWish): Promise<void>;
  start(wish: RunPartWish): Promise<void>;
  forgetPlan(): void;
  cancel(): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Shows another run on the canvas; the newest one without an id. */
  show(run?: string): void;
  showHistory(shown: boolean): void;
}

/** The run that somebody chose for the canvas, kept in the address. */
function useChosenRun() {
  const [search, setSearch] = useSearchParams();
  const choose = (run: string | undefined) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        if (run) after.set('run', run);
        else after.delete('run');
        return after;
      },
      { replace: true },
    );
  return [search.get('run') ?? undefined, choose] as const;
}

/** Goes back to the newest run where the one in the address is not there. */
function useLeaveGone(isGone: boolean, choose: (run: undefined) => void): void {
  const words = useCanvasRunWords();
  const leave = useEffectEvent(() => {
    showToast({ message: words('goneRun') });
    choose(undefined);
  });
  useEffect(() => {
    if (isGone) leave();
  }, [isGone]);
}

/** Follows the newest run of a pipeline onto the canvas, or the one in `?run=`; starts new ones and stops them. */
export function useCanvasRun(graphId: string): CanvasRunControl {
  const showError = useShowError();
  const newest = useQuery(trpc.runs.list.queryOptions({ graph: graphId })).data?.[0];
  const [chosen, choose] = useChosenRun();
  const [started, setStarted] = useState<string>();
  const [starting, setStarting] = useState(false);
  const [planned, setPlanned] = useState<PlannedRun>();
  const [history, showHistory] = useState(false);
  /** Kept until the runner has answered, so that pressing again after a lost answer does not start twice. */
  const key = useRef<string>(undefined);
  const id = chosen ?? started ?? newest?.id;
  const { live, nodes, error } = useRunState(id);
  useLeaveGone(chosen !== undefined && refusalCode(error) === 'NOT_FOUND', choose);
  const store = useContext(CanvasRunContext);
  const state: RunState | undefined = live?.run.state ?? (newest?.id === id ? newest?.state : undefined);
  useTitleMark(id, state);
  useChangedSince();
  useEffect(() => {
    store.setState({ run: id && state ? { id, state, nodes, live } : undefined });
  }, [store, id, state, nodes, live]);

  const renew = () => queryClient.invalidateQueries(trpc.runs.list.pathFilter());
  /** What is under way shows on the button; what fails is shown. */
  const busy = async (work: () => Promise<void>) => {
    setStarting(true);
    try {
      await work();
    } catch (error) {
      showError(error);
    } finally {
      setStarting(false);
    }
  };
  const send = async (wish: RunPartWish) => {
    key.current ??= idempotencyKey();
    const run = await api.runs.start.mutate({ graphId, ...wish, idempotencyKey: key.current });
    key.current = undefined;
    setPlanned(undefined);
    setStarted(run.id);
    choose(undefined);
    await renew();
  };
  const lookAhead = ({ to, from }: RunPartWish) => api.runs.preflight.mutate({ graphId, to, from });
  const change = async (deed: (input: { id: string }) => Promise<unknown>) => {
    if (id) await deed({ id }).then(renew, showError);
  };
  return {
    run: id && state ? { id, state } : undefined,
    nodes,
    isEarlier: chosen !== undefined && newest !== undefined && chosen !== newest.id,
    active: state !== undefined && !finalRunStates.has(state),
    ...{ starting, planned, history, showHistory },
    begin: (wish = {}) =>
      busy(async () => {
        const ahead = await lookAhead(wish);
        if (asksFirst(ahead)) setPlanned({ wish, ahead });
        else await send(wish);
      }),
    plan: (wish = {}) => busy(async () => setPlanned({ wish, ahead: await lookAhead(wish) })),
    start: (wish) => busy(() => send(wish)),
    forgetPlan: () => setPlanned(undefined),
    cancel: () => change(api.runs.cancel.mutate),
    pause: () => change(api.runs.pause.mutate),
    resume: () => change(api.runs.resume.mutate),
    show: choose,
  };
}
