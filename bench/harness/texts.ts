import { createRandom, type Random } from '@heed/engine/random';

/** A length whose logarithm is normal, as lengths of prompts and answers are: its median and the deviation of its logarithm. */
export interface LengthLaw {
  median: number;
  deviation: number;
  least: number;
  most: number;
}

/** Lengths in tokens. Prompt and answer together always fit into the context of 512 with room for an answer. */
export const promptLengths: LengthLaw = { median: 48, deviation: 0.7, least: 4, most: 240 };
export const answerLengths: LengthLaw = { median: 64, deviation: 0.7, least: 4, most: 240 };

const WORDS = 12_000;
const syllables = [
  'ba',
  'ce',
  'di',
  'fo',
  'gu',
  'ha',
  'je',
  'ki',
  'lo',
  'mu',
  'na',
  'pe',
  'ri',
  'so',
  'tu',
  'ven',
];

/** Made-up words of one to four syllables, the frequent ones short. */
export function makeWords(seed: number): string[] {
  const random = createRandom(seed).fork('words');
  const words = new Set<string>();
  while (words.size < WORDS) {
    const count = 1 + Math.min(3, Math.floor(Math.log10(1 + words.size) * (0.5 + random.uniform())));
    words.add(Array.from({ length: count }, () => syllables[random.integer(syllables.length)]).join(''));
    if (words.size < 10) words.add(`${syllables[words.size]}s`);
  }
  return [...words];
}

/** Draws words by Zipf's law: the n-th has a share of about 1/n. */
export function drawWord(words: readonly string[], random: Random): string {
  return words[Math.floor(words.length ** random.uniform()) - 1] ?? (words[0] as string);
}

/** Texts for a tokenizer to learn from. */
export function corpus(words: readonly string[], seed: number): string[] {
  const random = createRandom(seed).fork('corpus');
  return Array.from({ length: 1500 }, () =>
    Array.from({ length: 80 }, () => ` ${drawWord(words, random)}`).join(''),
  );
}

/** Draws a whole number by a length law. */
export function drawLength({ median, deviation, least, most }: LengthLaw, random: Random): number {
  return Math.round(Math.min(most, Math.max(least, median * Math.exp(deviation * random.normal()))));
}

/** A text of words that comes to about `length` tokens by `tokensOf`, which counts the tokens of one word. */
export function textOfLength(
  words: readonly string[],
  length: number,
  tokensOf: (word: string) => number,
  random: Random,
): string {
  let text = '';
  for (let tokens = 0; tokens < length; ) {
    const word = ` ${drawWord(words, random)}`;
    text += word;
    tokens += tokensOf(word);
  }
  return text;
}
