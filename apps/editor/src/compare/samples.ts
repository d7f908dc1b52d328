import { type ComparisonRow, comparisonRow } from '@heed/schema';

/** Answers of both runs to the same prompts: those of the first run as y1, those of the second as y2. */
export interface Samples {
  rows: ComparisonRow[];
  /** Prompts that only one of the runs answered. */
  alone: number;
}

const numbers = comparisonRow.pick({ reward2: true, judge2: true });

/** Joins the tuned models' answers of two comparisons by their prompts. */
export function joinComparisons(before: readonly ComparisonRow[], after: readonly ComparisonRow[]): Samples {
  const known = new Map(before.map((row) => [row.promptId, row]));
  const rows = after.flatMap((row) => {
    const earlier = known.get(row.promptId);
    if (!earlier) return [];
    const [one, other] = [numbers.parse(earlier), numbers.parse(row)];
    return {
      ...{ promptId: row.promptId, prompt: row.prompt, y1: earlier.y2, y2: row.y2 },
      ...{ reward1: one.reward2, reward2: other.reward2, judge1: one.judge2, judge2: other.judge2 },
    };
  });
  return { rows, alone: before.length + after.length - 2 * rows.length };
}
