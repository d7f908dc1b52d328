import { z } from 'zod';
import { localizedSchema } from './text.ts';

/** One number with what is needed to judge it. */
export const figureSchema = z.object({
  name: z.string(),
  title: localizedSchema,
  value: z.number(),
  /** 95 % interval. */
  low: z.number().optional(),
  high: z.number().optional(),
  format: z.enum(['number', 'percent', 'integer']).default('number'),
  /** What the value should reach, and whether it did. */
  goal: z.object({ text: z.string(), met: z.boolean() }).optional(),
});
export type Figure = z.infer<typeof figureSchema>;

const seriesSchema = z.object({ name: z.string(), title: localizedSchema, values: z.array(z.number()) });

const blockSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('figures'), title: localizedSchema, figures: z.array(figureSchema) }),
  z.object({
    type: z.literal('histogram'),
    title: localizedSchema,
    /** `bins.length` = counts + 1; one series of counts per group. */
    bins: z.array(z.number()),
    series: z.array(seriesSchema),
  }),
  z.object({
    type: z.literal('curve'),
    title: localizedSchema,
    x: z.object({ title: localizedSchema, values: z.array(z.number()) }),
    series: z.array(seriesSchema),
  }),
  /** y1 beside y2: rows of a Parquet file beside the report, see `comparisonRow`. */
  z.object({
    type: z.literal('comparison'),
    title: localizedSchema,
    file: z.string(),
    before: localizedSchema,
    after: localizedSchema,
  }),
  z.object({ type: z.literal('table'), title: localizedSchema, file: z.string() }),
]);

/** A page made of figures, plots and tables that any node may write and the editor draws. */
export const reportSchema = z.object({
  format: z.literal('heed/report'),
  version: z.literal(1),
  title: localizedSchema,
  blocks: z.array(blockSchema),
});
export type Report = z.infer<typeof reportSchema>;
export type ReportBlock = Report['blocks'][number];

/** A prompt with the answer of the initial model (y1) and of the tuned model (y2), and the scores of both. */
export const comparisonRow = z.object({
  promptId: z.string(),
  prompt: z.string(),
  y1: z.string(),
  y2: z.string(),
  reward1: z.number(),
  reward2: z.number(),
  /** The judge's scores; equal to the rewards where no judge is wired. */
  judge1: z.number(),
  judge2: z.number(),
});
export type ComparisonRow = z.infer<typeof comparisonRow>;
