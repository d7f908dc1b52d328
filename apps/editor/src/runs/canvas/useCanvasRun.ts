import { finalRunStates, type RunState } from '@heed/schema';
import { useQuery } from '@tanstack/react-query';
import { useContext, useEffect, useRef, useState } from 'react';
import { api, idempotencyKey, queryClient, trpc } from '../../api/client.ts';
import { useShowError } from '../../api/errors.ts';
import { useRunState } from '../useRunState.ts';
import { CanvasRunContext } from './runState.ts';

export interface CanvasRunControl {
  run?: { id: string; state: RunState };
  /** Is the run still going, or waiting for people? */
  active: boolean;
  starting: boolean;
  start(): Promise<void>;
  cancel(): Promise<void>;
}

/** Follows the newest run of a pipeline onto the canvas, starts new ones and cancels. */
export function useCanvasRun(graphId: string): CanvasRunControl {
  const showError = useShowError();
  const newest = useQuery(trpc.runs.list.queryOptions({ graph: graphId })).data?.[0];
  const [started, setStarted] = useState<string>();
  const [starting, setStarting] = useState(false);
  /** Kept until the runner has answered, so that pressing again after a lost answer does not start twice. */
  const key = useRef<string>(undefined);
  const id = started ?? newest?.id;
  const { live, nodes } = useRunState(id);
  const store = useContext(CanvasRunContext);
  const state = live?.run.state ?? (newest?.id === id ? newest?.state : undefined);
  useEffect(() => {
    store.setState({ run: id && state ? { id, state, nodes } : undefined });
  }, [store, id, state, nodes]);
  return {
    run: id && state ? { id, state } : undefined,
    active: state !== undefined && !finalRunStates.has(state),
    starting,
    start: async () => {
      key.current ??= idempotencyKey();
      setStarting(true);
      try {
        const run = await api.runs.start.mutate({ graphId, idempotencyKey: key.current });
        key.current = undefined;
        setStarted(run.id);
        await queryClient.invalidateQueries(trpc.runs.list.pathFilter());
      } catch (error) {
        showError(error);
      } finally {
        setStarting(false);
      }
    },
    cancel: async () => {
      if (id) await api.runs.cancel.mutate({ id }).catch(showError);
    },
  };
}
