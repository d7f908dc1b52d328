import { z } from 'zod';
import { labelSourceSchema } from './label-source.ts';
import { factsSchema, portTypeSchema } from './ports.ts';
import { figureFormatSchema } from './report.ts';
import { localizedSchema } from './text.ts';

export const MANIFEST_FILE = 'manifest.json';

export const artifactFileSchema = z.object({
  /** Relative, with forward slashes. */
  path: z.string(),
  size: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** One line about an artifact for a node's face and the artifact's page, e.g. rows = 2,000. */
export const summaryItemSchema = z.object({
  title: localizedSchema,
  value: z.union([z.number(), z.string()]),
  /** Of a value that is a number. */
  format: figureFormatSchema.optional(),
});
export type SummaryItem = z.infer<typeof summaryItemSchema>;

/** Lists a published folder. Holds no time and no place, so that equal work gives an equal digest. */
export const manifestSchema = z.object({
  format: z.literal('heed/artifact'),
  version: z.literal(1),
  type: portTypeSchema,
  facts: factsSchema,
  summary: z.array(summaryItemSchema),
  /** Of what people or judges said: from which answers it was made, and by which policy. */
  labels: labelSourceSchema.optional(),
  files: z.array(artifactFileSchema),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** A published artifact: its id is the SHA-256 of its manifest. */
export interface Artifact {
  id: string;
  manifest: Manifest;
}

/** The one file of a table artifact. */
export const TABLE_FILE = 'data.parquet';
/** The one page of a report or metrics artifact; tables beside it are named by its blocks. */
export const REPORT_FILE = 'report.json';
/** The rules of a reward function. */
export const REWARD_FUNCTION_FILE = 'reward-function.json';
