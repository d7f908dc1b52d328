/** From this vocabulary on, logits are computed for some rows at a time. */
const LARGE_VOCABULARY = 2 ** 14;
/** Logits that stand in memory at a time, and the bounds of the rows they belong to. */
const CHUNK = { logits: 2 ** 24, fewest: 64, most: 256 };

/** Rows whose logits are computed at a time; Infinity where the vocabulary is small enough for all at once. */
export function chunkRows(vocabulary: number): number {
  if (vocabulary < LARGE_VOCABULARY) return Number.POSITIVE_INFINITY;
  const { logits, fewest, most } = CHUNK;
  return Math.min(most, Math.max(fewest, Math.floor(logits / vocabulary)));
}
