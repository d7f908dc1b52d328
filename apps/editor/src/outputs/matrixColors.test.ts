import { expect, it } from 'vitest';
import { type MatrixBlock, rangeOf, strengthOf } from './matrixColors.ts';

const axis = { title: { en: 'a', zh: 'a' }, names: [] };
const matrix = (values: (number | null)[][], range?: MatrixBlock['range']): MatrixBlock => ({
  type: 'matrix',
  title: axis.title,
  rows: axis,
  columns: axis,
  values,
  format: 'number',
  range,
});

it('colors from the least to the greatest value where the report names no range', () => {
  expect(
    rangeOf(
      matrix([
        [0.2, null],
        [0.9, 0.4],
      ]),
    ),
  ).toEqual({ low: 0.2, high: 0.9 });
  expect(rangeOf(matrix([[0.2]], { low: 0, high: 1 }))).toEqual({ low: 0, high: 1 });
  expect(rangeOf(matrix([[null]]))).toEqual({ low: 0, high: 1 });
});

it('keeps colors within their ends', () => {
  const range = { low: 0, high: 2 };
  expect([-1, 0, 1, 2, 3].map((value) => strengthOf(value, range))).toEqual([0, 0, 0.5, 1, 1]);
  expect(strengthOf(7, { low: 7, high: 7 })).toBe(0.5);
});
