import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DiffPart, diffTexts, tokenize } from './diff.ts';

const joined = (parts: readonly DiffPart[]) => parts.map(({ text }) => text).join('');
const shared = (parts: readonly DiffPart[]) => joined(parts.filter(({ changed }) => !changed));
/** Changed parts in brackets, as they read on the screen. */
const marked = (parts: readonly DiffPart[]) =>
  parts.map(({ text, changed }) => (changed ? `[${text}]` : text)).join('');

describe('diffTexts', () => {
  it('marks whole words of English', () => {
    const { before, after } = diffTexts('It is sunny today.', 'It is very rainy today.');
    expect(marked(before)).toBe('It is [sunny] today.');
    expect(marked(after)).toBe('It is [very rainy] today.');
  });

  it('marks single characters of Chinese', () => {
    const { before, after } = diffTexts('今天阳光明媚。', '今天的天气非常好。');
    expect(marked(before)).toBe('今天[阳光明媚]。');
    expect(marked(after)).toBe('今天[的天气非常好]。');
  });

  it('marks nothing where the texts are equal and everything where one is empty', () => {
    expect(diffTexts('same', 'same').before).toEqual([{ text: 'same', changed: false }]);
    expect(diffTexts('', 'new text')).toEqual({ before: [], after: [{ text: 'new text', changed: true }] });
  });

  it('keeps a word with an apostrophe and an emoji whole', () => {
    expect(tokenize("don’t 🌧 it's")).toEqual(['don’t', ' ', '🌧', ' ', "it's"]);
  });

  it('gives up on the middle of very long texts instead of stopping the page', () => {
    const long = (word: string) => `start ${`${word} `.repeat(3000)}end`;
    const { before } = diffTexts(long('a'), long('b'));
    expect(before.map(({ changed }) => changed)).toEqual([false, true, false]);
  });

  it('loses no character, and both sides share the same unchanged text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        const { before, after } = diffTexts(a, b);
        expect(joined(before)).toBe(a);
        expect(joined(after)).toBe(b);
        expect(shared(before)).toBe(shared(after));
      }),
    );
  });
});
