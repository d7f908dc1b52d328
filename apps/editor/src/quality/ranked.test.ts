import { expect, test } from 'vitest';
import { rankedLetters } from './ranked.ts';

test('ranks are written as letters from the best to the worst, equals together', () => {
  expect(rankedLetters([2, 1, 4, 2])).toBe('B > A = D > C');
  expect(rankedLetters([1, 1])).toBe('A = B');
  expect(rankedLetters([])).toBe('');
});
