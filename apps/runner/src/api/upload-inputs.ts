import { z } from 'zod';

const kind = z.enum(['file', 'directory']);

/** What was uploaded of one kind. */
export const uploadsQuery = z.object({ kind });

/** What a path in a node's config leads to; relative paths start where those of the graph do. */
export const previewQuery = z.object({
  graph: z.string().min(1).max(64).optional(),
  path: z.string().min(1).max(4096),
  kind: kind.default('file'),
  /** How the node reads the file. */
  format: z.enum(['auto', 'jsonl', 'json', 'csv', 'txt', 'parquet']).default('auto'),
});

export type UploadsQuery = z.infer<typeof uploadsQuery>;
export type PreviewQuery = z.infer<typeof previewQuery>;
