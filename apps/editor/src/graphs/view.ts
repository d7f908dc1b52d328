import type { AppRouter } from '@heed/runner/router';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>['graphs'];

export type GraphSummary = Outputs['list'][number];
/** A deleted one that can be brought back. */
export type RemovedGraph = Outputs['removed'][number];
