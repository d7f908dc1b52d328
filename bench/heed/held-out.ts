import { splitByPrompt } from '@heed/nodes/shared/split.ts';
import { SEED } from './node.ts';

/** Of up to 149 pairs the `reward-model` node holds a single one out. */
export const HELD_OUT_SHARE = 0.01;

/** The pairs that the `reward-model` node trains on, without the one that it holds out. */
export function trainedPairs<Pair extends { promptId: string }>(pairs: readonly Pair[]): Pair[] {
  return splitByPrompt(pairs, HELD_OUT_SHARE, SEED).training;
}
