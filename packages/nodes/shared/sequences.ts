import { type Feed, gather, maskedSum, type Tensor } from '@heed/engine';
import type { Response } from './responses.ts';

/** Where each answer's tokens lie among the N predicted tokens of a batch; [B, R] with R the longest answer. */
export interface SequenceFeeds {
  /** int64; 0 beyond the end of an answer. */
  places: Feed;
  /** float32; 1 at the tokens of an answer, 0 beyond its end. */
  mask: Feed;
}

/** Lays out the answers of a batch for `sequenceSums`, in the order in which `responseFeeds` and `groupedResponseFeeds` predict their tokens. */
export function sequenceFeeds(batch: readonly Pick<Response, 'completion'>[]): SequenceFeeds {
  const longest = batch.reduce((most, { completion }) => Math.max(most, completion.length), 1);
  const shape = [batch.length, longest];
  const places = new BigInt64Array(batch.length * longest);
  const mask = new Float32Array(batch.length * longest);
  let token = 0;
  for (const [row, { completion }] of batch.entries()) {
    for (let place = 0; place < completion.length; place++, token++) {
      places[row * longest + place] = BigInt(token);
      mask[row * longest + place] = 1;
    }
  }
  return { places: { shape, data: places }, mask: { shape, data: mask } };
}

/** Sums of per-token numbers [N] over each answer: [B]. */
export function sequenceSums(
  perToken: Tensor,
  { places, mask }: Record<keyof SequenceFeeds, Tensor>,
): Tensor {
  return maskedSum(gather(perToken, places), mask, -1);
}
