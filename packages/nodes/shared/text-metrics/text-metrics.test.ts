import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sentenceBleu } from './bleu.ts';
import { rougeL, rougeN } from './rouge.ts';

describe('BLEU', () => {
  test('a word that is repeated counts only as often as a reference has it', () => {
    // Clipped precisions 2/7, (0+1)/(6+1), (0+1)/(5+1), (0+1)/(4+1); as long as the reference.
    const expected = (2 / 7 / 7 / 6 / 5) ** (1 / 4);
    const references = ['The cat is on the mat.', 'There is a cat on the mat.'];
    expect(sentenceBleu('the the the the the the the', references)).toBeCloseTo(expected, 12);
  });

  test('an answer shorter than its reference pays for it', () => {
    // All runs match: 3/3, (2+1)/(2+1), (1+1)/(1+1), (0+1)/(0+1); the brevity penalty is e^(1 − 6/3).
    expect(sentenceBleu('the cat is', ['the cat is on the mat'])).toBeCloseTo(Math.exp(-1), 12);
  });

  test('of two references equally near in length, the shorter sets the penalty', () => {
    expect(sentenceBleu('a b c', ['a b c d', 'a b'])).toBeCloseTo(1, 12);
  });

  test('Chinese is compared by character', () => {
    // 今天下雨 beside 今天下雪: 3/4, (2+1)/(3+1), (1+1)/(2+1), (0+1)/(1+1).
    const expected = ((3 / 4) * (3 / 4) * (2 / 3) * (1 / 2)) ** (1 / 4);
    expect(sentenceBleu('今天下雨', ['今天下雪'])).toBeCloseTo(expected, 12);
  });
});

describe('ROUGE', () => {
  // Lin 2004: both answers have the words of the reference, only the first has them in its order.
  const reference = ['police killed the gunman'];

  test.each([
    ['police kill the gunman', 3 / 4, 1 / 3, 3 / 4],
    ['the gunman kill police', 3 / 4, 1 / 3, 1 / 2],
  ])('of %j', (answer, one, two, longest) => {
    expect(rougeN(1, answer, reference)).toBeCloseTo(one, 12);
    expect(rougeN(2, answer, reference)).toBeCloseTo(two, 12);
    expect(rougeL(answer, reference)).toBeCloseTo(longest, 12);
  });

  test('is the harmonic mean of precision and recall, and the best reference counts', () => {
    // Precision 2/2, recall 2/4.
    expect(rougeL('the gunman', ['nobody', ...reference])).toBeCloseTo(2 / 3, 12);
    expect(rougeL('带伞', ['请带上伞'])).toBeCloseTo(2 / 3, 12);
  });
});

const metrics = {
  BLEU: sentenceBleu,
  'ROUGE-1': (answer: string, references: readonly string[]) => rougeN(1, answer, references),
  'ROUGE-L': rougeL,
};

test.each(Object.entries(metrics))('%s: 1 for the reference itself, 0 for nothing in common', (_, metric) => {
  for (const one of ['Hi', 'It rains, take an umbrella.', '今天很热，多喝水。'])
    expect(metric(one, [one])).toBeCloseTo(1, 12);
  expect(metric('IT RAINS', ['“It rains!”'])).toBeCloseTo(1, 12);
  for (const [answer, ...references] of [
    ['', 'a b'],
    ['...', 'a b'],
    ['x y', 'a b'],
    ['x'],
    ['x', ''],
    ['', ''],
  ])
    expect(metric(answer as string, references)).toBe(0);
});

test('every metric lies between 0 and 1 for any text', () => {
  const texts = fc
    .array(fc.constantFrom('a', 'b', 'c', '雨', '.'), { maxLength: 12 })
    .map((all) => all.join(' '));
  fc.assert(
    fc.property(texts, fc.array(texts, { maxLength: 3 }), (answer, references) => {
      const values = Object.values(metrics).map((metric) => metric(answer, references));
      for (const value of [...values, rougeN(2, answer, references)]) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1 + 1e-12);
      }
    }),
  );
});
