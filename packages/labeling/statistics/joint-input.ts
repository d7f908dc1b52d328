import type { JointComparison } from './joint-model.ts';
import type { JudgedRow } from './judged.ts';

/**
 * Judgements as comparisons for the joint model, in the order shown. All pairs of a ranking of K are not K·(K−1)/2
 * separate judgements: each counts 2/K, so that a ranking weighs as much as its K − 1 choices of the next best.
 */
export function jointComparisons(judged: readonly JudgedRow[]): JointComparison[] {
  return judged.flatMap(({ row, shown, comparisons }) => {
    const placeOf = new Map(shown.map(({ id }, place) => [id, place]));
    const weight = shown.length > 2 ? 2 / shown.length : 1;
    return comparisons.map((comparison): JointComparison => {
      const ids = comparison.tie ? comparison.candidates : ([comparison.better, comparison.worse] as const);
      const inOrder = (placeOf.get(ids[0]) ?? 0) < (placeOf.get(ids[1]) ?? 0);
      const [first, second] = inOrder ? ids : [ids[1], ids[0]];
      const verdict = comparison.tie ? 0 : inOrder ? 1 : -1;
      return { prompt: row.promptId, first, second, verdict, labeler: row.labeler, weight };
    });
  });
}
