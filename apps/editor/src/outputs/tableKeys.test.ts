import { expect, it } from 'vitest';
import { movedCell } from './tableKeys.ts';

const size = { rows: 30, columns: 4 };
const press = (key: string, row: number, column: number, ctrlKey = false) => {
  const moved = movedCell({ row, column }, { key, ctrlKey, metaKey: false }, size);
  return moved && [moved.row, moved.column];
};

it('goes from cell to cell and stops at the edges', () => {
  expect(press('ArrowDown', -1, 0)).toEqual([0, 0]);
  expect(press('ArrowDown', 29, 2)).toEqual([29, 2]);
  expect(press('ArrowLeft', 3, 0)).toEqual([3, 0]);
  expect(press('PageDown', 25, 1)).toEqual([29, 1]);
  expect(press('PageUp', 4, 1)).toEqual([0, 1]);
});

it('goes to the ends of a row, and with Ctrl of the table', () => {
  expect(press('Home', 5, 2)).toEqual([5, 0]);
  expect(press('End', 5, 1)).toEqual([5, 3]);
  expect(press('End', 5, 1, true)).toEqual([29, 3]);
  expect(press('ArrowUp', 5, 1, true)).toEqual([0, 1]);
});

it('leaves other keys alone', () => {
  expect(press('a', 1, 1)).toBeUndefined();
  expect(press('Tab', 1, 1)).toBeUndefined();
});
