import type { AppRouter } from '@heed/runner/router';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>;

/** A run with the state of every node, as the runner gives it. */
export type RunView = Outputs['runs']['get'];
export type RunSummary = Outputs['runs']['list'][number];
/** What one node of a run is doing, or did. */
export type NodeRunView = RunView['nodes'][number];
/** One line of a node's log. */
export type LogLine = Pick<Outputs['runs']['logs']['lines'][number], 'at' | 'level' | 'text'>;
