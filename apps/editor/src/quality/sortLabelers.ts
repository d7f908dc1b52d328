import type { LabelerView } from './view.ts';

/** Columns of the table of labelers, in their order. */
export const columns = [
  'judgements',
  'agreement',
  'skill',
  'position',
  'first',
  'medianMs',
  'tooFast',
  'consistency',
  'gold',
] as const;
export type Column = (typeof columns)[number];

export interface Sorting {
  by: Column | 'labeler';
  descending: boolean;
}

/** The number that a column shows of a labeler; null where nothing is known. */
export function numberOf(labeler: LabelerView, column: Column): number | null {
  const found = labeler[column];
  return typeof found === 'object' ? (found?.value ?? null) : found;
}

/** A sorted copy; whoever has no number comes last either way. */
export function sortLabelers(labelers: readonly LabelerView[], { by, descending }: Sorting): LabelerView[] {
  const sign = descending ? -1 : 1;
  return [...labelers].sort((a, b) => {
    if (by === 'labeler') return sign * a.labeler.localeCompare(b.labeler);
    const [x, y] = [numberOf(a, by), numberOf(b, by)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (x - y);
  });
}

/** Columns that say something of at least one labeler. */
export function shownColumns(labelers: readonly LabelerView[]): Column[] {
  return columns.filter((column) => labelers.some((labeler) => numberOf(labeler, column) !== null));
}
