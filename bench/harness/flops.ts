import type { Example } from './material.ts';
import type { Size } from './sizes.ts';

/**
 * Floating-point operations of the matrix products that one pass over the answers of examples needs, forward and
 * backward (twice the forward): the linear layers at every token, attention over each text's own length, logits at the
 * tokens of the answer. Padding is not needed, so it does not count.
 */
export function trainingFlops({ layers, width, vocabularySize }: Size, examples: readonly Example[]): number {
  let forward = 0;
  for (const { promptIds, chosenIds } of examples) {
    const length = promptIds.length + chosenIds.length;
    const linear = 12 * width ** 2;
    const attention = 2 * length * width;
    forward += 2 * length * layers * (linear + attention) + 2 * chosenIds.length * vocabularySize * width;
  }
  return 3 * forward;
}
