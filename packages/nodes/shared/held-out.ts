import { type SummaryItem, text } from '@heed/schema';
import { mean } from './batching.ts';

/** Leaves out the figures that are undefined. */
export function defined(figures: Record<string, number | undefined>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(figures).filter((entry): entry is [string, number] => entry[1] !== undefined),
  );
}

/** The mean of what is defined; undefined where nothing is. */
export function meanOfDefined(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length ? mean(known) : undefined;
}

/** A held-out preference as a model sees it: rewards of both answers, and how strong the choice was (1 clear, 0.5 a tie). */
export interface RewardedPair {
  chosen: number;
  rejected: number;
  strength: number;
}

/** Pairs with a choice: ties say nothing of accuracy and margin. */
export function decidedPairs<Pair extends { strength: number }>(pairs: readonly Pair[]): Pair[] {
  return pairs.filter(({ strength }) => strength !== 0.5);
}

/** Accuracy and mean margin of the pairs with a choice, undefined where there are none, and the mean loss of all in nats. */
export function pairFigures(pairs: readonly RewardedPair[]) {
  const margins = decidedPairs(pairs).map(({ chosen, rejected }) => chosen - rejected);
  return {
    accuracy: meanOfDefined(margins.map((margin) => Number(margin > 0))),
    margin: meanOfDefined(margins),
    loss: mean(pairs.map(pairLoss)),
  };
}

/** −s·log σ(d) − (1 − s)·log σ(−d) with d = r_chosen − r_rejected. */
function pairLoss({ chosen, rejected, strength }: RewardedPair): number {
  const d = chosen - rejected;
  // −log σ(d) = max(−d, 0) + log(1 + e^−|d|), without overflow, and −log σ(−d) is greater by d
  return Math.max(-d, 0) + Math.log1p(Math.exp(-Math.abs(d))) + (1 - strength) * d;
}

/** The line of a report's artifact: the accuracy, or the loss where nothing held out tells better from worse. */
export function heldOutSummary(accuracy: number | undefined, loss: number): SummaryItem {
  return accuracy === undefined
    ? { title: text('held-out loss', '留出损失'), value: loss }
    : { title: text('accuracy', '准确率'), value: accuracy, format: 'percent' };
}
