import {
  columnKinds,
  labelSourceSchema,
  localizedSchema,
  portTypeSchema,
  summaryItemSchema,
} from '@heed/schema';
import { z } from 'zod';

/** What the API gives out about artifacts. */
const id = z.string();
const time = z.int();

const columnView = z.object({
  name: z.string(),
  /** How it is stored. */
  type: z.string(),
  /** What it is for a reader. */
  kind: z.enum(columnKinds),
  /** Where the row schema declares one. */
  title: localizedSchema.optional(),
});
export const rowsView = z.object({
  /** In reading order: texts, numbers and answers, and ids at the end. */
  columns: z.array(columnView),
  rows: z.array(z.record(z.string(), z.unknown())),
  /** Rows that match, on all pages. */
  total: z.int(),
});
export const rolloutsView = rowsView.extend({
  /** Absent while the node is at work and its newest checkpoint is read. */
  artifact: id.optional(),
  /** The steps of the curves that there are answers of. */
  steps: z.object({ first: z.int(), last: z.int() }).optional(),
});
export const valuesView = z.object({
  /** The most frequent first; a gap is null. */
  values: z.array(
    z.object({ value: z.union([z.string(), z.number(), z.boolean(), z.null()]), count: z.int() }),
  ),
  /** Different values in all, gaps not counted. */
  total: z.int(),
});
const figure = z.number().nullable();
export const histogramView = z.object({
  /** One more than counts. */
  edges: z.array(z.number()),
  counts: z.array(z.int()),
  ...{ lowest: figure, highest: figure, mean: figure, median: figure },
  /** Rows without a number in this column. */
  empty: z.int(),
});

/** A node run that made an artifact. */
const makerView = z.object({
  ...{ run: id, node: z.string(), attempt: z.int(), kind: z.string(), title: localizedSchema },
  ...{ graph: z.object({ id, name: z.string() }), at: time },
});
const portView = z.object({ port: z.string(), artifact: id });

export const modelCardView = z.object({
  id,
  /** Folder of the model inside the artifact; empty where it is the artifact itself. */
  folder: z.string(),
  architecture: z.string(),
  /** What comes out of it: text, or a score. */
  head: z.enum(['language-model', 'score', 'other']),
  outputs: z.int().optional(),
  parameters: z.int(),
  tensors: z.int(),
  /** Parameters by the type they are stored in, e.g. `F32`. */
  dtypes: z.record(z.string(), z.int()),
  layers: z.int().optional(),
  width: z.int().optional(),
  heads: z.int().optional(),
  /** Tokens that it can look at. */
  context: z.int().optional(),
  tokenizer: z
    .object({
      /** Its digest or its identity, as the ports tell it. */
      identity: z.string().optional(),
      type: z.string().optional(),
      vocabulary: z.int().optional(),
      chatTemplate: z.boolean(),
    })
    .optional(),
  adapter: z
    .object({
      ...{ type: z.string(), parameters: z.int() },
      ...{ rank: z.number().optional(), alpha: z.number().optional() },
      targets: z.array(z.string()),
      base: z.string().optional(),
    })
    .optional(),
  /** Bytes of its weights, and of its whole folder. */
  weightBytes: z.int(),
  bytes: z.int(),
  config: z.record(z.string(), z.unknown()),
  /** Absent where no run of this data folder made it. */
  madeBy: makerView
    .extend({
      /** What the node said of its training. */
      figures: z.array(
        z.object({
          name: z.string(),
          title: localizedSchema,
          unit: localizedSchema.optional(),
          format: z.literal('percent').optional(),
          value: z.number(),
        }),
      ),
      inputs: z.array(portView),
    })
    .optional(),
});

const judgementCounts = z.object({
  total: z.int(),
  ...{ people: z.int(), judges: z.int(), labelers: z.int() },
});
export const lineageView = z.object({
  root: id,
  artifacts: z.array(
    z.object({
      ...{ id, type: portTypeSchema, summary: z.array(summaryItemSchema), bytes: z.int(), createdAt: time },
      /** Node runs between it and the root. */
      depth: z.int(),
      /** Of a table of judgements. */
      judgements: judgementCounts.optional(),
      /** From which answers it was made, where it says so. */
      labels: labelSourceSchema.optional(),
    }),
  ),
  steps: z.array(
    makerView.extend({
      inputs: z.array(portView),
      outputs: z.array(portView),
      /** Files of this machine that it read, with the digest of what was in them. */
      files: z.array(z.object({ field: z.string(), path: z.string(), digest: z.string() })),
    }),
  ),
  /** Judgements in all the tables here. */
  judgements: judgementCounts.omit({ labelers: true }),
  /** Artifacts from which it goes on; ask again from there. */
  open: z.array(id),
});

export type ColumnView = z.infer<typeof columnView>;
export type RowsView = z.infer<typeof rowsView>;
export type RolloutsView = z.infer<typeof rolloutsView>;
export type ValuesView = z.infer<typeof valuesView>;
export type HistogramView = z.infer<typeof histogramView>;
export type Maker = z.infer<typeof makerView>;
export type ModelCard = z.infer<typeof modelCardView>;
export type LineageView = z.infer<typeof lineageView>;
