import type { AppRouter } from '@heed/runner/router';
import type { inferRouterOutputs } from '@trpc/server';

/** A batch as a labeler sees it: progress, guidelines, question, and the open task. */
export type Batch = inferRouterOutputs<AppRouter>['labeling']['work'];
