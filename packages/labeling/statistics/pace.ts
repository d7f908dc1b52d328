import type { JudgementRow } from '@heed/schema';
import type { QualityFigures } from './figures-schema.ts';

/** How far back answers tell of the pace. */
const WINDOW_MS = 10 * 60_000;
/** Answers at once are no pace; this is the least time they are spread over. */
const LEAST_MS = 60_000;

/** The pace of people in the ten minutes before the last answer. */
export function pace(rows: readonly Pick<JudgementRow, 'at' | 'labeler'>[]): QualityFigures['pace'] {
  const given = rows.flatMap(({ at, labeler }) => (at === null ? [] : [{ at, labeler }]));
  if (given.length === 0) return null;
  const lastAt = given.reduce((most, { at }) => Math.max(most, at), 0);
  const recent = given.filter(({ at }) => at > lastAt - WINDOW_MS);
  const from = recent.reduce((least, { at }) => Math.min(least, at), lastAt);
  const minutes = Math.max(LEAST_MS, lastAt - from) / 60_000;
  return {
    lastAt,
    atWork: new Set(recent.map(({ labeler }) => labeler)).size,
    perMinute: recent.length / minutes,
  };
}
