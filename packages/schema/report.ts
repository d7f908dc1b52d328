import { z } from 'zod';
import { column } from './columns.ts';
import { localizedSchema } from './text.ts';

/** How a number is written: as it is, 0.734 as 73.4%, or without decimals. */
export const figureFormatSchema = z.enum(['number', 'percent', 'integer']);

/** One number with what is needed to judge it. */
export const figureSchema = z.object({
  name: z.string(),
  title: localizedSchema,
  value: z.number(),
  /** 95 % interval. */
  low: z.number().optional(),
  high: z.number().optional(),
  format: figureFormatSchema.default('number'),
  /** What the value should reach, and whether it did. */
  goal: z.object({ text: z.string(), met: z.boolean() }).optional(),
});
export type Figure = z.infer<typeof figureSchema>;

const seriesSchema = z.object({ name: z.string(), title: localizedSchema, values: z.array(z.number()) });

const pointsSchema = z.object({
  name: z.string(),
  title: localizedSchema,
  /** As many of each; a label says what the point is. */
  x: z.array(z.number()),
  y: z.array(z.number()),
  labels: z.array(z.string()).optional(),
});

const axisSchema = z.object({ title: localizedSchema, names: z.array(localizedSchema) });

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
  /** Two numbers of each thing against each other, as the scores of two rewards for the same answers. */
  z.object({
    type: z.literal('scatter'),
    title: localizedSchema,
    x: z.object({ title: localizedSchema }),
    y: z.object({ title: localizedSchema }),
    series: z.array(pointsSchema),
    /** Draws the line on which both are equal. */
    diagonal: z.boolean().optional(),
  }),
  /** One number for each pair of row and column, as how often two labelers agree. */
  z.object({
    type: z.literal('matrix'),
    title: localizedSchema,
    rows: axisSchema,
    columns: axisSchema,
    /** Row by row; null where there is nothing to tell. */
    values: z.array(z.array(z.number().nullable())),
    format: figureSchema.shape.format,
    /** The palest and the strongest color; the least and the greatest value without it. */
    range: z.object({ low: z.number(), high: z.number() }).optional(),
    /** How many things each value stands for; those with few are drawn pale. */
    counts: z.array(z.array(z.int())).optional(),
  }),
  /** Predicted beside observed frequency, both from 0 to 1. */
  z.object({
    type: z.literal('calibration'),
    title: localizedSchema,
    bins: z.array(
      z.object({
        ...{ predicted: z.number(), observed: z.number(), count: z.int() },
        /** 95 % interval of what was observed. */
        low: z.number().optional(),
        high: z.number().optional(),
      }),
    ),
  }),
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
  promptId: column(z.string(), 'id', 'Prompt id', '提示 ID'),
  prompt: column(z.string(), 'text', 'Prompt', '提示'),
  y1: column(z.string(), 'text', 'Answer before', '调整前的回答'),
  y2: column(z.string(), 'text', 'Answer after', '调整后的回答'),
  reward1: column(z.number(), 'number', 'Reward before', '调整前的奖励'),
  reward2: column(z.number(), 'number', 'Reward after', '调整后的奖励'),
  /** The judge's scores; equal to the rewards where no judge is wired. */
  judge1: column(z.number(), 'number', 'Judge before', '调整前的评判分'),
  judge2: column(z.number(), 'number', 'Judge after', '调整后的评判分'),
});
export type ComparisonRow = z.infer<typeof comparisonRow>;
