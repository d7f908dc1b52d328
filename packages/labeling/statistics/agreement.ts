import type { Category } from './alpha.ts';
import { type Share, share } from './intervals.ts';

/** What one labeler said of one unit. */
export interface Vote {
  labeler: string;
  unit: string;
  category: Category;
}

/** How often each two labelers said the same of the same unit; null where they share none. */
export interface AgreementMatrix {
  labelers: string[];
  agreement: (number | null)[][];
  /** Cohen's κ (1960): agreement beyond that of two who say as often the same, by chance; null where that is perfect. */
  kappa: (number | null)[][];
  counts: number[][];
}

/** Agreement of every two of `labelers`; a labeler stands to themselves as null. */
export function agreementMatrix(votes: readonly Vote[], labelers: readonly string[]): AgreementMatrix {
  const byLabeler = new Map(labelers.map((labeler) => [labeler, new Map<string, Category>()]));
  for (const { labeler, unit, category } of votes) byLabeler.get(labeler)?.set(unit, category);
  const cells = labelers.map((one) =>
    labelers.map((other) => (one === other ? undefined : compare(byLabeler.get(one), byLabeler.get(other)))),
  );
  const table = <T>(read: (cell: PairAgreement | undefined) => T) => cells.map((row) => row.map(read));
  return {
    labelers: [...labelers],
    agreement: table((cell) => (cell && cell.count > 0 ? cell.same / cell.count : null)),
    kappa: table((cell) => (cell ? kappaOf(cell) : null)),
    counts: table((cell) => cell?.count ?? 0),
  };
}

interface PairAgreement {
  count: number;
  same: number;
  /** Of each category how often each of the two said it. */
  margins: Map<Category, [number, number]>;
}

function compare(
  one: ReadonlyMap<string, Category> = new Map(),
  other: ReadonlyMap<string, Category> = new Map(),
) {
  const found: PairAgreement = { count: 0, same: 0, margins: new Map() };
  for (const [unit, said] of one) {
    const answered = other.get(unit);
    if (answered === undefined) continue;
    found.count++;
    if (said === answered) found.same++;
    for (const [side, category] of [said, answered].entries()) {
      const margin = found.margins.get(category) ?? [0, 0];
      margin[side as 0 | 1]++;
      found.margins.set(category, margin);
    }
  }
  return found;
}

function kappaOf({ count, same, margins }: PairAgreement): number | null {
  if (count === 0) return null;
  const chance = [...margins.values()].reduce((sum, [a, b]) => sum + (a / count) * (b / count), 0);
  return chance < 1 ? (same / count - chance) / (1 - chance) : null;
}

/**
 * How often each labeler says what the others say: of each unit the share of the others who said the same, averaged
 * over units, which the interval takes as independent.
 */
export function agreementWithOthers(votes: readonly Vote[]): Map<string, Share | null> {
  const sums = new Map<string, { hits: number; count: number }>();
  for (const { labeler } of votes) sums.set(labeler, { hits: 0, count: 0 });
  for (const own of Map.groupBy(votes, ({ unit }) => unit).values()) {
    if (own.length < 2) continue;
    const said = Map.groupBy(own, ({ category }) => category);
    for (const { labeler, category } of own) {
      const sum = sums.get(labeler) as { hits: number; count: number };
      sum.hits += ((said.get(category)?.length ?? 1) - 1) / (own.length - 1);
      sum.count++;
    }
  }
  return new Map([...sums].map(([labeler, { hits, count }]) => [labeler, share(hits, count)]));
}
