import type { AppRouter } from '@heed/runner/router';
import type { inferRouterOutputs } from '@trpc/server';

type Labeling = inferRouterOutputs<AppRouter>['labeling'];

/** A batch as a labeler sees it: progress, guidelines, question, and the tasks in hand. */
export type Batch = Labeling['work'];
/** An earlier answer, as it can be looked at again. */
export type GivenAnswer = Labeling['recent']['answers'][number];
