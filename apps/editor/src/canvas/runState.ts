import type { RunState } from '@heed/schema';
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { NodeRunView } from '../runs/view.ts';

/** Points of one metric, oldest first. */
export interface Curve {
  steps: readonly number[];
  values: readonly number[];
}

/** What the canvas shows on a node: its run view and its live curves by metric name. */
export type NodeRunState = NodeRunView & { curves: Record<string, Curve> };

/** A run as the canvas shows it: its state and that of each node by id. */
export interface CanvasRun {
  id: string;
  state: RunState;
  nodes: ReadonlyMap<string, NodeRunState>;
}

/** Holds the run shown on the canvas, so that an event draws only the nodes that it touches. */
export type CanvasRunStore = StoreApi<{ run?: CanvasRun }>;

export function createCanvasRunStore(): CanvasRunStore {
  return createStore<{ run?: CanvasRun }>()(() => ({}));
}

export const CanvasRunContext = createContext<CanvasRunStore>(createCanvasRunStore());

/** Run state of one node on the canvas; undefined where it has no part in the run shown. */
export function useNodeRun(node: string): NodeRunState | undefined {
  return useStore(useContext(CanvasRunContext), ({ run }) => run?.nodes.get(node));
}

/** The id of the run shown on the canvas. */
export function useCanvasRunId(): string | undefined {
  return useStore(useContext(CanvasRunContext), ({ run }) => run?.id);
}
