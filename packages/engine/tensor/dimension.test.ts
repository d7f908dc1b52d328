import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Dim, evaluate, minus, multiply, plus } from './dimension.ts';

test('products and sums have one canonical form', () => {
  expect(multiply('T', 2, 'B')).toBe('2*B*T');
  expect(multiply(3, 4)).toBe(12);
  expect(multiply()).toBe(1);
  expect(multiply('B', 0)).toBe(0);
  expect(plus('T', 'P')).toBe('P+T');
  expect(plus('T', -1)).toBe('T-1');
  expect(minus('T', minus('T', 1))).toBe(1);
  expect(multiply('B', 'T-1')).toBe('B*T-B');
  expect(minus(plus('P', 'T'), 'P')).toBe('T');
});

test('arithmetic on symbols agrees with arithmetic on numbers', () => {
  const atom = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom<Dim>('B', 'T', 'S'));
  const operation = fc.constantFrom('plus', 'minus', 'multiply');
  const bindings = new Map(Object.entries({ B: 3, T: 7, S: 2 }));
  const number = (dim: Dim) => evaluate(dim, bindings) as number;
  fc.assert(
    fc.property(atom, fc.array(fc.tuple(operation, atom), { maxLength: 6 }), (first, rest) => {
      let dim = first;
      let expected = number(first);
      for (const [name, next] of rest) {
        if (name === 'plus') [dim, expected] = [plus(dim, next), expected + number(next)];
        if (name === 'minus') [dim, expected] = [minus(dim, next), expected - number(next)];
        if (name === 'multiply') [dim, expected] = [multiply(dim, next), expected * number(next)];
      }
      expect(number(dim)).toBe(expected + 0); // -0 counts as 0
      expect(plus(dim)).toBe(dim);
    }),
  );
});
