import { idSchema } from '@heed/schema';
import { filterTests, MOST_BINS, MOST_CONDITIONS, MOST_VALUES } from '@heed/tables/limits.ts';
import { z } from 'zod';

/** What the API takes in about artifacts. Column names are checked against the table itself. */
const id = z.string().min(1).max(64);
const columnName = z.string().min(1).max(200);
const file = z.string().max(300).optional();

const condition = z.object({
  column: columnName,
  test: z.enum(filterTests),
  value: z.union([z.string().max(1000), z.number(), z.boolean()]).optional(),
});
/** Rows for which all conditions hold, or any of them, and whose texts hold what is searched. */
export const selection = {
  filters: z
    .object({ match: z.enum(['all', 'any']), conditions: z.array(condition).max(MOST_CONDITIONS) })
    .optional(),
  search: z.string().max(500).optional(),
};

export const rowsQuery = z.object({
  id,
  file,
  offset: z.int().min(0),
  limit: z.int().min(1).max(1000),
  sort: columnName.optional(),
  descending: z.boolean().optional(),
  ...selection,
});
export const rolloutsQuery = rowsQuery.omit({ id: true, file: true }).extend({ run: id, node: idSchema });
export const valuesQuery = z.object({
  ...{ id, file, column: columnName, ...selection },
  limit: z.int().min(1).max(MOST_VALUES).default(100),
});
export const histogramQuery = z.object({
  ...{ id, file, column: columnName, ...selection },
  bins: z.int().min(1).max(MOST_BINS).default(30),
});
export const lineageQuery = z.object({
  id,
  /** Back to what it was made from, or forward to what was made from it. */
  direction: z.enum(['back', 'forward']).default('back'),
  /** Node runs on the longest way; what lies beyond is told in `open`. */
  depth: z.int().min(1).max(100).default(30),
  /** Artifacts in one answer at most. */
  limit: z.int().min(1).max(1000).default(300),
});

export type RowsQuery = z.infer<typeof rowsQuery>;
export type RolloutsQuery = z.infer<typeof rolloutsQuery>;
export type ValuesQuery = z.input<typeof valuesQuery>;
export type HistogramQuery = z.input<typeof histogramQuery>;
export type LineageQuery = z.input<typeof lineageQuery>;
