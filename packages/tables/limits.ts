/** What a condition asks of a cell. An empty cell is a gap or a text without characters. */
export const filterTests = [
  'equals',
  'differs',
  'below',
  'at-most',
  'above',
  'at-least',
  'contains',
  'lacks',
  'empty',
  'filled',
] as const;
export type FilterTest = (typeof filterTests)[number];

/** Conditions of one query at most. */
export const MOST_CONDITIONS = 50;
/** Values of one answer at most. */
export const MOST_VALUES = 1000;
/** Bins of one histogram at most. */
export const MOST_BINS = 500;
