import { localizedSchema } from '@heed/schema';
import { z } from 'zod';

/** Records of a file: those of its beginning are counted, the others follow from its size. */
const rows = z.object({ count: z.int(), isExact: z.boolean() });

export const uploadEntryView = z.object({
  /** What may stand in a config. */
  path: z.string(),
  name: z.string(),
  bytes: z.int(),
  /** Milliseconds since 1970. */
  storedAt: z.int(),
  /** Of a data file. */
  rows: rows.optional(),
  /** Of a folder. */
  files: z.int().optional(),
});

export const previewView = z.discriminatedUnion('state', [
  /** `upload`: it was sent to another runner, or deleted here since. */
  z.object({ state: z.literal('missing'), reason: z.enum(['upload', 'absent', 'other-kind']) }),
  z.object({ state: z.literal('folder'), files: z.int(), bytes: z.int() }),
  /** It is there, and it is not the data file that it should be. */
  z.object({ state: z.literal('unread'), bytes: z.int(), why: localizedSchema }),
  z.object({
    state: z.literal('table'),
    bytes: z.int(),
    rows,
    columns: z.array(z.string()),
    /** The first records, a text for each column; null where a record has none. */
    sample: z.array(z.array(z.string().nullable())),
    /** Broken lines among the records that were counted, and the first of them. */
    bad: z.object({ count: z.int(), first: localizedSchema }).optional(),
  }),
]);

export type UploadEntry = z.infer<typeof uploadEntryView>;
export type FilePreview = z.infer<typeof previewView>;
export type RowCount = z.infer<typeof rows>;
