import type { CacheDecision, Localized, NodeState } from '@heed/schema';
import { createContext, useContext } from 'react';

/** One node of a run, as the API's `NodeRunView` gives it. */
export interface NodeRunView {
  node: string;
  kind: string;
  state: NodeState;
  attempt: number;
  /** 0 to 1. */
  fraction: number;
  message?: string;
  secondsLeft?: number;
  startedAt?: number;
  finishedAt?: number;
  cache?: CacheDecision;
  error?: Localized;
  /** Artifact ids by output port. */
  outputs: Record<string, string>;
  results: Record<string, number>;
  labeling?: { done: number; total: number };
}

/** Points of one metric, oldest first. */
export interface Curve {
  steps: readonly number[];
  values: readonly number[];
}

/** What the canvas shows on a node: its run view and its live curves by metric name. */
export type NodeRunState = NodeRunView & { curves: Record<string, Curve> };

export interface CanvasRun {
  id: string;
  nodes: ReadonlyMap<string, NodeRunState>;
}

/** The run shown on the canvas; undefined where there is none. */
export const CanvasRunContext = createContext<CanvasRun | undefined>(undefined);

/** Run state of one node on the canvas. */
export function useNodeRun(node: string): NodeRunState | undefined {
  return useContext(CanvasRunContext)?.nodes.get(node);
}
