import type { NodeSpec, RunState } from '@heed/schema';
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LiveRun } from '../liveRun.ts';
import type { NodeRunView } from '../view.ts';

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
  /** The run as its page shows it, once it was read. */
  live?: LiveRun;
}

/** Holds the run shown on the canvas, so that an event draws only the nodes that it touches. */
export type CanvasRunStore = StoreApi<{
  run?: CanvasRun;
  /** Ids of the nodes that were changed since, or hang on one that was. */
  changed: ReadonlySet<string>;
}>;

export function createCanvasRunStore(): CanvasRunStore {
  return createStore(() => ({ changed: new Set<string>() }));
}

export const CanvasRunContext = createContext<CanvasRunStore>(createCanvasRunStore());

/** Run state of one node on the canvas; undefined where it has no part in the run shown. */
export function useNodeRun(node: string): NodeRunState | undefined {
  return useStore(useContext(CanvasRunContext), ({ run }) => run?.nodes.get(node));
}

/** Was a node, or one that it hangs on, changed since the run shown on the canvas? */
export function useIsChanged(node: string): boolean {
  return useStore(
    useContext(CanvasRunContext),
    ({ run, changed }) => changed.has(node) && run?.nodes.has(node) === true,
  );
}

/** The id of the run shown on the canvas. */
export function useCanvasRunId(): string | undefined {
  return useStore(useContext(CanvasRunContext), ({ run }) => run?.id);
}

/** The run shown on the canvas as its page shows it. */
export function useCanvasLiveRun(): LiveRun | undefined {
  return useStore(useContext(CanvasRunContext), ({ run }) => run?.live);
}

/** Has a worker taken the node up, and not yet let go of it? */
export function isWorking({ state }: NodeRunState): boolean {
  return ['leased', 'starting', 'running', 'publishing', 'cancelling'].includes(state);
}

/** The curves that a node shows on its face: those of its kind's `live` metrics that have a line to draw. */
export function liveCurves(spec: NodeSpec, run: NodeRunState) {
  return Object.entries(spec.metrics).flatMap(([name, metric]) => {
    const curve = run.curves[name];
    return metric.live && curve && curve.values.length > 1 ? [{ name, metric, curve }] : [];
  });
}

/** The results of a node with their meaning: live metrics first, else in the order of the kind. */
export function shownResults(spec: NodeSpec, run: NodeRunState) {
  const results = Object.entries(spec.metrics).flatMap(([name, metric]) => {
    const value = run.results[name];
    return value === undefined ? [] : [{ name, metric, value }];
  });
  return [...results.filter(({ metric }) => metric.live), ...results.filter(({ metric }) => !metric.live)];
}

/** A curve of at most `count` points, each the mean of its neighbors. */
export function thinned({ steps, values }: Curve, count: number): Curve {
  const size = Math.ceil(values.length / count);
  if (size <= 1) return { steps, values };
  const starts = Array.from({ length: Math.ceil(values.length / size) }, (_, index) => index * size);
  const means = starts.map((start) => {
    const group = values.slice(start, start + size);
    return group.reduce((sum, value) => sum + value, 0) / group.length;
  });
  return { steps: starts.map((start) => steps[start] ?? start), values: means };
}
