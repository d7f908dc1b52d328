import type { AppRouter } from '@heed/runner/router';
import type { inferRouterOutputs } from '@trpc/server';

type RouterOutputs = inferRouterOutputs<AppRouter>;

export type LabelSet = RouterOutputs['labels']['list'][number];
export type ExportPreview = RouterOutputs['labels']['describe'];
export type ImportPreview = RouterOutputs['labels']['import'];

/** A set by its id, or what one node run asks of its set. */
export type LabelsPlace = { set: string } | { run: string; node: string };

export const exportFormats = ['heed', 'csv', 'parquet', 'trl', 'hh-rlhf', 'label-studio', 'argilla'] as const;
export type ExportFormat = (typeof exportFormats)[number];
