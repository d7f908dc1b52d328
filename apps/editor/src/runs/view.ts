import type { AppRouter } from '@heed/runner/router';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>;

/** A run with the state of every node, as the runner gives it. */
export type RunView = Outputs['runs']['get'];
export type RunSummary = Outputs['runs']['list'][number];
/** A page of the queue of runs. */
export type QueueView = Outputs['runs']['queue'];
export type QueuedRun = QueueView['runs'][number];
/** What one node of a run is doing, or did. */
export type NodeRunView = RunView['nodes'][number];
/** A page of a log, oldest line first. */
export type LogPage = Outputs['runs']['logs'];
/** One line of a node's log. */
export type LogLine = LogPage['lines'][number];
