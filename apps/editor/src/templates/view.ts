import type { AppRouter } from '@heed/runner/router';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>['templates'];

export type TemplateSummary = Outputs['list'][number];
export type TemplateNeeds = TemplateSummary['needs'];
export type PipelineCheck = Outputs['check'];
export type MissingFile = PipelineCheck['missing'][number];
