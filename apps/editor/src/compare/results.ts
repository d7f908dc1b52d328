import type { MetricSpec } from '@heed/schema';
import type { NodeRunView } from '../runs/view.ts';

/** One number of a node in both runs. */
export interface ResultPair {
  node: string;
  kind: string;
  metric: string;
  spec: MetricSpec | undefined;
  before: number | undefined;
  after: number | undefined;
  /** After less before, where both are known. */
  gain: number | undefined;
  /** Whether the difference is for the better, where the metric says which way is. */
  verdict: 'better' | 'worse' | undefined;
}

type Specs = (kind: string) => Readonly<Record<string, MetricSpec>>;

/** The results of the nodes that both runs have, in the order of the second run; equal ones are left out on wish. */
export function pairResults(
  before: readonly NodeRunView[],
  after: readonly NodeRunView[],
  specsOf: Specs,
  onlyDifferent: boolean,
): ResultPair[] {
  const known = new Map(before.map((one) => [one.node, one]));
  const pairs = after.flatMap(({ node, kind, results }) => {
    const earlier = known.get(node);
    if (!earlier) return [];
    const names = [...new Set([...Object.keys(results), ...Object.keys(earlier.results)])];
    return names.map((metric) => {
      const spec = specsOf(kind)[metric];
      return { node, kind, metric, spec, ...compareNumbers(earlier.results[metric], results[metric], spec) };
    });
  });
  return onlyDifferent ? pairs.filter(({ before: one, after: other }) => one !== other) : pairs;
}

function compareNumbers(before: number | undefined, after: number | undefined, spec: MetricSpec | undefined) {
  const gain = before === undefined || after === undefined ? undefined : after - before;
  const rises = gain !== undefined && gain > 0;
  const verdict: ResultPair['verdict'] =
    !gain || !spec?.better ? undefined : rises === (spec.better === 'higher') ? 'better' : 'worse';
  return { before, after, gain, verdict };
}

/** Nodes that both runs have and that put out something else in each. */
export function nodesThatDiffer(
  before: readonly NodeRunView[],
  after: readonly NodeRunView[],
): NodeRunView[] {
  const known = new Map(before.map(({ node, outputs }) => [node, Object.values(outputs).join()]));
  return after.filter(({ node, outputs }) => {
    const earlier = known.get(node);
    return earlier !== undefined && earlier !== Object.values(outputs).join();
  });
}
