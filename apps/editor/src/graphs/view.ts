import type { AppRouter } from '@heed/runner/router';
import type { inferRouterOutputs } from '@trpc/server';

export type GraphSummary = inferRouterOutputs<AppRouter>['graphs']['list'][number];
