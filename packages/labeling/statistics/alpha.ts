import { createDraws } from './draws.ts';

/** How far categories are apart: differ or not, by their ranks among all values, or by their numbers. */
export type AlphaMetric = 'nominal' | 'ordinal' | 'interval';
export type Category = string | number;

/** What several labelers said of the same thing; of a cluster, all units are drawn together in the bootstrap. */
export interface AlphaUnit {
  values: readonly Category[];
  /** Units of one task, such as the ranks of its candidates; a unit without one stands alone. */
  cluster?: string;
}

/**
 * Why there is no α: nothing was judged by two, all that was said is the same category, each labeler judged replies to
 * what they wrote themselves, or there are several questions, each with an α of its own.
 */
export type NoAlpha = 'no-overlap' | 'one-category' | 'own-conversations' | 'by-question';

export interface Alpha {
  /** 1 is perfect agreement, 0 what chance would give; null where it is undefined. */
  alpha: number | null;
  because: NoAlpha | null;
  low: number | null;
  high: number | null;
  /** Units with at least two values, and how many values those have. */
  units: number;
  values: number;
}

export interface AlphaOptions {
  metric: AlphaMetric;
  /** Bootstrap rounds; 0 leaves the interval out. */
  rounds?: number;
  seed?: number;
}

const DEFAULT_ROUNDS = 2000;
/** Share of the bootstrap rounds that must have an α; with less the interval would speak of the lucky ones only. */
const DEFINED_SHARE = 0.9;

/**
 * Krippendorff's α (Krippendorff 2011): 1 − (n − 1) · Σ o_ck·δ²_ck / Σ n_c·n_k·δ²_ck, with a 95 % interval of percentiles
 * over clusters drawn with replacement. Missing values are values that are not there.
 *
 * `krippendorffAlpha([{ values: ['a', 'a'] }, { values: ['b', 'b'] }], { metric: 'nominal' }).alpha` is 1.
 */
export function krippendorffAlpha(units: readonly AlphaUnit[], options: AlphaOptions): Alpha {
  const { metric, rounds = DEFAULT_ROUNDS, seed = 1 } = options;
  const pairable = units.filter(({ values }) => values.length > 1);
  const values = pairable.reduce((sum, unit) => sum + unit.values.length, 0);
  const counted = { units: pairable.length, values };
  const none = { alpha: null, low: null, high: null, ...counted };
  if (pairable.length === 0) return { ...none, because: 'no-overlap' };
  // clusters tell something to the bootstrap alone
  const clusters = rounds > 0 ? Map.groupBy(pairable, (unit) => unit.cluster ?? unit).values() : [pairable];
  const table = tabulate([...clusters], metric);
  const alpha = alphaOf(table, table.often);
  if (alpha === null) return { ...none, because: 'one-category' };
  const [low, high] = percentiles(table, rounds, seed);
  return { alpha, because: null, low, high, ...counted };
}

/** Coincidences of one cluster: how often two different categories stand together, and how often each stands. */
interface ClusterCounts {
  /** Numbers of pairs of categories with their coincidences o_ck, each once. */
  pairs: [pair: number, amount: number][];
  categories: [category: number, amount: number][];
}

interface CoincidenceTable {
  metric: AlphaMetric;
  /** Ascending where categories are numbers. */
  categories: Category[];
  /** Pairs of different categories that occur, as places in `categories`. */
  pairs: [number, number][];
  /** Clusters that count the same are one kind; there are few of those. */
  kinds: ClusterCounts[];
  often: Float64Array;
}

function tabulate(clusters: readonly AlphaUnit[][], metric: AlphaMetric): CoincidenceTable {
  const values = clusters.flatMap((own) => own.flatMap((unit) => unit.values));
  const categories = [...new Set(values)].sort(byOrder);
  const placeOf = new Map(categories.map((category, place) => [category, place]));
  const pairs: [number, number][] = [];
  const pairOf = new Map<number, number>();
  const numberOf = (low: number, high: number) => {
    const key = low * categories.length + high;
    if (!pairOf.has(key)) pairOf.set(key, pairs.push([low, high]) - 1);
    return pairOf.get(key) as number;
  };
  const counted = clusters.map((own): ClusterCounts => {
    const coincidences = new Map<number, number>();
    const standing = new Map<number, number>();
    for (const { values } of own) {
      const counts = new Map<number, number>();
      for (const value of values) increase(counts, placeOf.get(value) as number, 1);
      const present = [...counts].sort(([a], [b]) => a - b);
      for (const [index, [low, some]] of present.entries()) {
        increase(standing, low, some);
        for (const [high, others] of present.slice(index + 1))
          increase(coincidences, numberOf(low, high), (some * others) / (values.length - 1));
      }
    }
    return { pairs: [...coincidences].sort(byNumber), categories: [...standing].sort(byNumber) };
  });
  const kinds = [...Map.groupBy(counted, (one) => JSON.stringify(one)).values()];
  return {
    metric,
    categories,
    pairs,
    kinds: kinds.map(([one]) => one as ClusterCounts),
    often: Float64Array.from(kinds, ({ length }) => length),
  };
}

function byNumber([a]: [number, number], [b]: [number, number]): number {
  return a - b;
}

function increase(counts: Map<number, number>, key: number, amount: number): void {
  counts.set(key, (counts.get(key) ?? 0) + amount);
}

function byOrder(a: Category, b: Category): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : 1;
}

/** α where clusters of each kind stand as often as `times` says; null where only one category is left. */
function alphaOf({ metric, categories, pairs, kinds }: CoincidenceTable, times: Float64Array): number | null {
  const together = new Float64Array(pairs.length);
  const standing = new Float64Array(categories.length);
  for (const [index, kind] of kinds.entries()) {
    const often = times[index] as number;
    if (often === 0) continue;
    for (const [pair, amount] of kind.pairs) together[pair] = (together[pair] as number) + often * amount;
    for (const [category, amount] of kind.categories)
      standing[category] = (standing[category] as number) + often * amount;
  }
  const count = standing.reduce((a, b) => a + b, 0);
  const places = metric === 'nominal' ? null : placesOf(metric, categories, standing);
  let observed = 0;
  for (const [index, [low, high]] of pairs.entries()) {
    const apart = places ? ((places[high] as number) - (places[low] as number)) ** 2 : 1;
    observed += (together[index] as number) * apart;
  }
  const expected = expectedDisagreement(standing, places, count);
  return expected > 0 ? 1 - ((count - 1) * observed) / expected : null;
}

/**
 * Where categories stand on a line so that δ² is their squared distance: numbers stand for themselves, and ordinal ones
 * at their middle rank, as Σ_{g=c..k} n_g − (n_c + n_k)/2 is the difference of those.
 */
function placesOf(
  metric: AlphaMetric,
  categories: readonly Category[],
  standing: Float64Array,
): Float64Array {
  if (metric === 'interval') return Float64Array.from(categories, Number);
  let before = 0;
  return standing.map((amount) => {
    before += amount;
    return before - amount / 2;
  });
}

/** Σ over pairs of different categories of n_c·n_k·δ²_ck. */
function expectedDisagreement(standing: Float64Array, places: Float64Array | null, count: number): number {
  if (!places) return (count ** 2 - standing.reduce((sum, amount) => sum + amount ** 2, 0)) / 2;
  const mean = standing.reduce((sum, amount, index) => sum + amount * (places[index] as number), 0) / count;
  const spread = standing.reduce(
    (sum, amount, index) => sum + amount * ((places[index] as number) - mean) ** 2,
    0,
  );
  return count * spread;
}

/** The 2.5th and the 97.5th percentile of α over clusters drawn with replacement (Efron and Tibshirani 1993, 13.3). */
function percentiles(table: CoincidenceTable, rounds: number, seed: number): [number | null, number | null] {
  const kindOf = [...table.often].flatMap((often, kind) => new Array<number>(often).fill(kind));
  const size = kindOf.length;
  if (rounds === 0 || size < 2) return [null, null];
  const draw = createDraws(seed);
  const alphas: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const times = new Float64Array(table.kinds.length);
    for (let index = 0; index < size; index++) {
      const chosen = kindOf[draw(size)] as number;
      times[chosen] = (times[chosen] as number) + 1;
    }
    const alpha = alphaOf(table, times);
    if (alpha !== null) alphas.push(alpha);
  }
  if (alphas.length < DEFINED_SHARE * rounds) return [null, null];
  alphas.sort((a, b) => a - b);
  const at = (share: number) => alphas[Math.round(share * (alphas.length - 1))] as number;
  return [at(0.025), at(0.975)];
}
