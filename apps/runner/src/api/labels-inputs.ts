import { exportFormats } from '@heed/labeling/formats/index.ts';
import { z } from 'zod';

const id = z.string().min(1).max(64);

/** A set by its id, or what one node run asks of its set. */
export const labelsPlace = z.union([z.object({ set: id }), z.object({ run: id, node: id })]);
export type LabelsPlace = z.infer<typeof labelsPlace>;

const asOf = z.int().min(0).optional();

export const exportWish = z.object({
  place: labelsPlace,
  format: z.enum(exportFormats),
  /** Number of the last event that is in it; now where none is given. */
  asOf,
});
export type ExportWish = z.infer<typeof exportWish>;

/** How a file's records are laid out; by the end of its name where nothing is said. */
export const fileKinds = ['jsonl', 'json', 'csv', 'parquet'] as const;
/** What its records mean; by the first record where nothing is said. */
export const importFormats = ['heed', 'trl', 'hh-rlhf', 'label-studio', 'argilla'] as const;

export const importWish = z.object({
  place: labelsPlace,
  /** As `POST /uploads` gave it. */
  path: z.string().startsWith('upload:').max(400),
  /** Says where the judgements came from; the same name in two sources is two labelers. */
  source: z.string().trim().min(1).max(80),
  fileKind: z.enum(fileKinds).optional(),
  format: z.enum(importFormats).optional(),
  /** Import the good lines although there are bad ones. */
  skipBad: z.boolean().optional(),
  /** Say what would happen, and change nothing. */
  dryRun: z.boolean().optional(),
});
export type ImportWish = z.infer<typeof importWish>;
