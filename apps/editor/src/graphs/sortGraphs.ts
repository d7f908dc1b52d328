import type { GraphSummary } from './view.ts';

export const orders = ['changed', 'name', 'run'] as const;
export type Order = (typeof orders)[number];

/** Pipelines with every word of a search in their names, in the wished order; those that never ran come last. */
export function sortGraphs<One extends Pick<GraphSummary, 'name' | 'updatedAt' | 'lastRun'>>(
  graphs: readonly One[],
  wanted: string,
  order: Order,
  language: string,
): One[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const found = graphs.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
  const ranAt = ({ lastRun }: One) => lastRun?.createdAt ?? 0;
  const compare: Record<Order, (a: One, b: One) => number> = {
    changed: (a, b) => b.updatedAt - a.updatedAt,
    name: (a, b) => a.name.localeCompare(b.name, language),
    run: (a, b) => ranAt(b) - ranAt(a) || b.updatedAt - a.updatedAt,
  };
  return found.toSorted(compare[order]);
}
