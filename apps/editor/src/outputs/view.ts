import type { AppRouter } from '@heed/runner/router';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>['artifacts'];

/** A published artifact as the runner describes it. */
export type ArtifactCard = Outputs['get'];
/** All that can be told of a model without loading it. */
export type ModelCard = Outputs['modelCard'];
/** One page of a table. */
export type RowPage = Outputs['rows'];
export type Row = RowPage['rows'][number];
export type Column = Pick<RowPage['columns'][number], 'name' | 'type' | 'title'> &
  Partial<Pick<RowPage['columns'][number], 'kind'>>;
