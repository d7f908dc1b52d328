import type { Example } from './material.ts';
import type { Size } from './sizes.ts';

/**
 * Floating-point operations of the matrix products that one pass over the answers of examples needs, forward and
 * backward (twice the forward): the linear layers at every token, attention over each text's own length, logits at the
 * tokens of the answer. Not needed, and not counted, are padding and, at tokens of the prompt, what the last block
 * computes after attention.
 */
export function trainingFlops({ layers, width, vocabularySize }: Size, examples: readonly Example[]): number {
  let forward = 0;
  for (const { promptIds, chosenIds } of examples) {
    const length = promptIds.length + chosenIds.length;
    const [project, others] = [3 * width ** 2, 9 * width ** 2];
    const linear = length * (layers * project + (layers - 1) * others) + chosenIds.length * others;
    const attention = 2 * length ** 2 * width * layers;
    forward += 2 * (linear + attention + chosenIds.length * vocabularySize * width);
  }
  return 3 * forward;
}
