import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Stretches, shareOf, withStretch } from './coverage.ts';

const play = (...stretches: readonly (readonly [number, number])[]) =>
  stretches.reduce<Stretches>((all, [from, until]) => withStretch(all, from, until), []);

test('hearing the same again adds nothing', () => {
  expect(shareOf(play([0, 5], [0, 5], [2, 4]), 10)).toBe(0.5);
  expect(play([0, 5], [0, 5])).toEqual([[0, 5]]);
});

test('stretches that touch are one, whatever their order', () => {
  expect(play([4, 6], [0, 2], [2.01, 4])).toEqual([[0, 6]]);
});

test('counts distinct seconds as a list of them would', () => {
  const stretch = fc.tuple(fc.nat(40), fc.nat(40)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 12 }), (stretches) => {
      const heard = new Set(
        stretches.flatMap(([from, until]) => Array.from({ length: until - from }, (_, at) => from + at)),
      );
      expect(shareOf(play(...stretches), 40)).toBeCloseTo(heard.size / 40, 9);
    }),
  );
});

test('what has no length lacks nothing', () => {
  expect(shareOf([], 0)).toBe(1);
});
