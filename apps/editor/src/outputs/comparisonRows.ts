import type { ComparisonRow } from '@heed/schema';

/** Which difference orders the pairs, and from which end. */
export const comparisonOrders = ['rewardUp', 'rewardDown', 'judgeUp', 'judgeDown', 'none'] as const;
export type ComparisonOrder = (typeof comparisonOrders)[number];

export function rewardGain(row: ComparisonRow): number {
  return row.reward2 - row.reward1;
}

export function judgeGain(row: ComparisonRow): number {
  return row.judge2 - row.judge1;
}

/** Without a judge its scores repeat the rewards. */
export function hasJudge(rows: readonly ComparisonRow[]): boolean {
  return rows.some((row) => row.judge1 !== row.reward1 || row.judge2 !== row.reward2);
}

const keys: Record<ComparisonOrder, (row: ComparisonRow) => number> = {
  rewardUp: (row) => -rewardGain(row),
  rewardDown: rewardGain,
  judgeUp: (row) => -judgeGain(row),
  judgeDown: judgeGain,
  none: () => 0,
};

/** The pairs whose prompt or answers contain the search, in the order wished; equal ones keep their order. */
export function arrangeComparison(
  rows: readonly ComparisonRow[],
  order: ComparisonOrder,
  search: string,
): ComparisonRow[] {
  const wanted = search.trim().toLowerCase();
  const found = rows.filter(({ prompt, y1, y2 }) =>
    [prompt, y1, y2].some((text) => text.toLowerCase().includes(wanted)),
  );
  return found.sort((a, b) => keys[order](a) - keys[order](b));
}

/** On how many prompts y2 scores higher, lower, or the same. */
export function countGains(gains: readonly number[]): { wins: number; losses: number; ties: number } {
  const wins = gains.filter((gain) => gain > 0).length;
  const losses = gains.filter((gain) => gain < 0).length;
  return { wins, losses, ties: gains.length - wins - losses };
}
