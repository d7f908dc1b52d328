import type { Dimensions } from '../models/family.ts';
import type { Feed } from '../session/feed.ts';

/**
 * Throws one sentence where a batch without padding holds a token beyond the vocabulary or a sequence longer than the
 * context; feeds that are not a token and its position for each row are left to the session.
 */
export function checkRows(
  { vocabularySize, contextLength }: Dimensions,
  { tokens, positions }: Readonly<Record<string, Feed | undefined>>,
): void {
  if (!(tokens?.data instanceof BigInt64Array) || !(positions?.data instanceof BigInt64Array)) return;
  if (tokens.shape.join() !== positions.shape.join()) return;
  const [low, high] = range(tokens.data);
  if (low < 0n || high >= vocabularySize)
    throw new Error(
      `The batch has the token ${low < 0n ? low : high}, but the model's tokens go from 0 to ${vocabularySize - 1}; ` +
        'use the tokenizer that belongs to the model.',
    );
  const [, last] = range(positions.data);
  if (last >= contextLength)
    throw new Error(
      `The batch has a sequence of ${last + 1n} tokens, but the model's context has ${contextLength}; shorten it.`,
    );
}

function range(values: BigInt64Array): [low: bigint, high: bigint] {
  let [low, high] = [0n, 0n];
  for (const value of values) {
    if (value < low) low = value;
    else if (value > high) high = value;
  }
  return [low, high];
}
