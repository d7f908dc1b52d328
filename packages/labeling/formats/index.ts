import argilla from './argilla.ts';
import type { FeedbackFormat, Fields } from './feedback.ts';
import hhRlhf from './hh-rlhf.ts';
import labelStudio from './label-studio.ts';
import trl from './trl.ts';

/** The formats of other tools; the narrower ones first, so that a record goes to the one that it fits best. */
export const formats: readonly FeedbackFormat[] = [labelStudio, argilla, hhRlhf, trl];

/** The format that a record looks like. */
export function formatOf(fields: Fields): FeedbackFormat | undefined {
  return formats.find((format) => format.fits(fields));
}

/** What judgements can be written as: Heed's own events in three kinds of files, and the formats of other tools. */
export const exportFormats = ['heed', 'csv', 'parquet', 'trl', 'hh-rlhf', 'label-studio', 'argilla'] as const;
export type ExportFormat = (typeof exportFormats)[number];
