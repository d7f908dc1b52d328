import type { Line } from './blocks.ts';

/** How sorted lines are cut into blocks. */
export interface Cutting {
  blocks: number;
  /** What a block of so many lines costs, the longest of which is `longest`. */
  costOf(count: number, longest: number): number;
  /** Whether blocks may stay empty, at no cost. Otherwise there must be a line for each. */
  mayBeEmpty: boolean;
}

/** Lines, sorted by their length, in blocks one after the other such that the blocks cost least together. */
export function cutLines(sorted: readonly Line[], { blocks, costOf, mayBeEmpty }: Cutting): Line[][] {
  const nothing = { cost: Number.POSITIVE_INFINITY, ends: [] as number[] };
  // best[n]: how the first n lines are cut at least cost, as the ends of the blocks
  let best = [{ cost: 0, ends: [] as number[] }, ...sorted.map(() => nothing)];
  for (let block = 0; block < blocks; block++)
    best = best.map((stay, end) => {
      const longest = sorted[end - 1]?.length ?? 0;
      let least = mayBeEmpty ? stay : nothing;
      for (let start = 0; start < end; start++) {
        const before = best[start] as typeof stay;
        const cost = before.cost + costOf(end - start, longest);
        if (cost < least.cost) least = { cost, ends: [...before.ends, end] };
      }
      return least;
    });
  const { ends } = best[sorted.length] as typeof nothing;
  const endOf = (block: number) => (block < 0 ? 0 : (ends[block] ?? sorted.length));
  return Array.from({ length: blocks }, (_, block) => sorted.slice(endOf(block - 1), endOf(block)));
}
