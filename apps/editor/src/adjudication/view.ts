import type { AppRouter } from '@heed/runner/router';
import type { inferRouterOutputs } from '@trpc/server';

/** A disagreement before the one who decides it. */
export type Dispute = inferRouterOutputs<AppRouter>['labeling']['dispute'];
export type SaidByOther = NonNullable<Dispute['others']>[number];
