import { expect, test } from 'vitest';
import { formOf } from './index.ts';

const right = (form: string, quality: Record<string, number>, candidates: string[]) =>
  formOf(form).known?.(new Map(Object.entries(quality)), candidates);

test('of a pair the better one is right, equals are a tie, and what is not known is not asked', () => {
  expect(right('pairwise', { a: 0, b: 1 }, ['a', 'b'])).toEqual({
    outcome: 'answered',
    value: { chosen: 'b' },
  });
  expect(right('pairwise', { a: 3, b: 2 }, ['a', 'b'])?.value).toEqual({ chosen: 'a' });
  expect(right('pairwise', { a: 1, b: 1 }, ['a', 'b'])).toEqual({ outcome: 'tie', value: {} });
  expect(right('pairwise', { a: 0, b: 0 }, ['a', 'b'])).toBeUndefined();
  expect(right('pairwise', { a: 1 }, ['a', 'b'])).toBeUndefined();
});

test('a ranking is known where every place is, and a rating where its number is', () => {
  const value = right('ranking', { a: 1, b: 3, c: 3 }, ['a', 'b', 'c'])?.value;
  expect(value).toEqual({ groups: [['b', 'c'], ['a']] });
  expect(right('ranking', { a: 1, b: 0, c: 0 }, ['a', 'b', 'c'])).toBeUndefined();
  expect(right('rating', { a: 4 }, ['a'])).toEqual({ outcome: 'answered', value: { rating: 4 } });
  expect(right('rating', {}, ['a'])).toBeUndefined();
  expect(formOf('questionnaire').known).toBeUndefined();
});
