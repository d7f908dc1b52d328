import type { AppRouter } from '@heed/runner/router';
import type { inferRouterOutputs } from '@trpc/server';

export type RoundsView = inferRouterOutputs<AppRouter>['labeling']['rounds'];
