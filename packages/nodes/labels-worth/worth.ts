import type { Random } from '@heed/engine/random';
import { type Estimate, estimate } from '@heed/labeling/statistics/intervals.ts';
import { fitHead, headAccuracy } from './head.ts';
import { at, fitCurve, type LearningCurve } from './learning-curve.ts';
import type { DescribedPair } from './states.ts';

/** Shares of the prompts that are learned from. */
const SHARES = [1 / 8, 1 / 4, 1 / 2, 1];

export interface Worth {
  /** Prompts learned from and accuracy on the others, of every split and share. */
  points: { split: number; prompts: number; accuracy: number }[];
  curve: LearningCurve;
  /** Prompts learned from when all but the held-out ones are. */
  prompts: number;
  accuracy: Estimate;
  doubled: Estimate;
  gain: Estimate;
}

interface WorthOptions {
  splits: number;
  heldOutShare: number;
  random: Random;
  /** Called before each split. */
  onSplit(split: number): void;
}

/** Learns from growing parts of the prompts, several times over, and goes on along the curve. */
export function worthOfLabels(pairs: readonly DescribedPair[], options: WorthOptions): Worth {
  const { splits, heldOutShare, random, onSplit } = options;
  const byPrompt = Map.groupBy(pairs, ({ promptId }) => promptId);
  const size = pairs[0]?.difference.length ?? 0;
  const aside = Math.max(1, Math.round(byPrompt.size * heldOutShare));
  const points = Array.from({ length: splits }, (_, split) => {
    onSplit(split);
    const prompts = random.fork(`split ${split}`).shuffle([...byPrompt.keys()]);
    const differences = (ids: readonly string[]) =>
      ids.flatMap((id) => (byPrompt.get(id) ?? []).map(({ difference }) => difference));
    const heldOut = differences(prompts.slice(0, aside));
    const training = prompts.slice(aside);
    return SHARES.map((share) => {
      const part = training.slice(0, Math.max(1, Math.round(training.length * share)));
      const accuracy = headAccuracy(fitHead(differences(part), size), heldOut);
      return { split, prompts: part.length, accuracy };
    });
  });
  const most = byPrompt.size - aside;
  const own = points.map((split) => {
    const curve = fitCurve(split);
    const now = at(curve, most);
    return { now, doubled: at(curve, 2 * most), gain: at(curve, 2 * most) - now };
  });
  // splits share most of their prompts: the correction of Nadeau and Bengio (2003, section 3.3)
  const overlap = 1 / splits + heldOutShare / (1 - heldOutShare);
  const over = (values: readonly number[]): Estimate => {
    const mean = values.reduce((a, b) => a + b) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
    return estimate(mean, Math.sqrt(variance * overlap));
  };
  return {
    points: points.flat(),
    curve: fitCurve(points.flat()),
    prompts: most,
    accuracy: over(points.map((split) => split.at(-1)?.accuracy ?? 0)),
    doubled: over(own.map(({ doubled }) => doubled)),
    gain: over(own.map(({ gain }) => gain)),
  };
}
