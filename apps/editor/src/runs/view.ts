import type { CacheDecision, Graph, Localized, NodeState, RunState } from '@heed/schema';

/** What one node of a run is doing, or did. */
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
  outputs: Record<string, string>;
  results: Record<string, number>;
  labeling?: { done: number; total: number };
}

export interface RunSummary {
  id: string;
  graphId: string;
  graphName: string;
  state: RunState;
  createdAt: number;
  startedAt?: number;
  finishedAt?: number;
}

export interface RunView extends RunSummary {
  graph: Graph;
  lastSeq: number;
  error?: Localized;
  nodes: NodeRunView[];
}
