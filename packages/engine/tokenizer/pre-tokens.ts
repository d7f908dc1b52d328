/**
 * How text is cut before merging, in the manner of GPT-2: English contractions, words and punctuation with the
 * space before them, digits in groups of at most three, runs of white space. Written only with constructs that mean
 * the same in JavaScript and in Oniguruma (Python's `tokenizers`), so both cut at the same places.
 */
export const PRE_TOKEN_PATTERN = [
  "'(?:[sdmt]|ll|ve|re)",
  ' ?\\p{L}+',
  ' ?\\p{N}{1,3}',
  ' ?[^\\p{White_Space}\\p{L}\\p{N}]+',
  '\\p{White_Space}+(?!\\P{White_Space})',
  '\\p{White_Space}+',
].join('|');

/** How often each pre-token occurs in the texts. */
export function countPreTokens(texts: Iterable<string>): Map<string, number> {
  const pattern = new RegExp(PRE_TOKEN_PATTERN, 'gu');
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const preToken of text.match(pattern) ?? []) counts.set(preToken, (counts.get(preToken) ?? 0) + 1);
  }
  return counts;
}
