import { expect, it } from 'vitest';
import { flaggedOf, flagKey } from './flagKey.ts';

it('knows the same answers again, in their order', () => {
  expect(flagKey({ prompt: 'a', answers: ['b', 'c'] })).toBe(flagKey({ prompt: 'a', answers: ['b', 'c'] }));
  const others = [
    { prompt: 'a', answers: ['c', 'b'] },
    { prompt: 'a', answers: ['b,c'] },
    { prompt: 'a b', answers: ['c'] },
  ];
  for (const other of others) expect(flagKey(other)).not.toBe(flagKey({ prompt: 'a', answers: ['b', 'c'] }));
});

it.each([
  [{ prompt: 'p', completion: 'a', score: 1 }, ['a']],
  [{ prompt: 'p', y1: 'a', y2: 'b' }, ['a', 'b']],
  [{ prompt: 'p', chosen: 'a', rejected: 'b' }, ['a', 'b']],
])('finds prompt and answers in a row', (row, answers) => {
  expect(flaggedOf(row)).toEqual({ prompt: 'p', answers });
});

it('finds nothing in rows without both', () => {
  expect(flaggedOf({ prompt: 'p' })).toBeUndefined();
  expect(flaggedOf({ completion: 'a' })).toBeUndefined();
  expect(flaggedOf({ prompt: 'p', y1: 'a', y2: null })).toBeUndefined();
});
