import type { AppRouter } from '@heed/runner/router';
import type { inferRouterOutputs } from '@trpc/server';

/** What a path in a config leads to. */
export type FilePreview = inferRouterOutputs<AppRouter>['uploads']['preview'];
