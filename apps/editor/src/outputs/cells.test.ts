import { describe, expect, it } from 'vitest';
import { columnWidths, isLong, isNumeric, nextOrder } from './cells.ts';
import { PAGE_SIZE, pagesOf } from './useRowPages.ts';

describe('cells', () => {
  it('tells numbers from other columns by the type of the database', () => {
    const numeric = ['BIGINT', 'INTEGER', 'DOUBLE', 'FLOAT', 'UTINYINT', 'DECIMAL(18,3)'];
    expect(numeric.every((type) => isNumeric({ name: 'a', type }))).toBe(true);
    expect(['VARCHAR', 'BOOLEAN', 'INTERVAL'].some((type) => isNumeric({ name: 'a', type }))).toBe(false);
  });

  it('gives long texts the room', () => {
    const columns = [
      { name: 'id', type: 'VARCHAR' },
      { name: 'text', type: 'VARCHAR' },
      { name: 'score', type: 'DOUBLE' },
    ];
    expect(columnWidths(columns, [{ id: 'p1', text: 'What will the weather be like?', score: 1 }])).toBe(
      'minmax(104px, 0.7fr) minmax(220px, 2fr) minmax(88px, 0.5fr)',
    );
  });

  it('shortens long texts and texts of many lines', () => {
    expect(isLong({ text: '天'.repeat(141) })).toBe(true);
    expect(isLong({ text: 'a\nb\nc\nd' })).toBe(true);
    expect(isLong({ text: 'short', score: 1 })).toBe(false);
  });

  it('goes round the orders of a column', () => {
    const first = nextOrder({}, 'score');
    const second = nextOrder(first, 'score');
    expect([first, second, nextOrder(second, 'score')]).toEqual([
      { sort: 'score', descending: false },
      { sort: 'score', descending: true },
      {},
    ]);
    expect(nextOrder(second, 'id')).toEqual({ sort: 'id', descending: false });
  });
});

describe('pagesOf', () => {
  it('names the pages that hold the rows on screen', () => {
    expect(pagesOf(0, 20)).toEqual([0]);
    expect(pagesOf(PAGE_SIZE - 1, PAGE_SIZE)).toEqual([0, 1]);
    expect(pagesOf(950, 960)).toEqual([9]);
    expect(pagesOf(0, -1)).toEqual([0]);
  });
});
