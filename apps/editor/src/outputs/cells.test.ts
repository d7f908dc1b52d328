import { describe, expect, it } from 'vitest';
import { columnWidths, isNumeric, nextOrder, partOf } from './cells.ts';
import { PAGE_SIZE, pagesOf } from './useRowPages.ts';

describe('cells', () => {
  it('tells numbers from other columns', () => {
    const ofType = (type: string) => isNumeric({ name: 'a', type });
    expect(['number', 'integer', 'string', 'boolean'].map(ofType)).toEqual([true, true, false, false]);
  });

  it('puts media on top of a card, texts below each other and short values side by side', () => {
    const column = { name: 'a', type: 'string', kind: 'text' } as const;
    const picture = `media/${'0f'.repeat(32)}.png`;
    const longer = 'What will the weather be like?';
    const values = [picture, longer, '今天会不会下雨？', 'p1', false, 0, '', null, undefined, ['one', 'two']];
    expect(values.map((value) => partOf(column, value))).toEqual([
      ...['media', 'text', 'short', 'short', 'short', 'short'],
      ...['empty', 'empty', 'empty', 'short'],
    ]);
    expect(partOf({ ...column, kind: 'id' }, picture)).toBe('text');
    expect(partOf({ ...column, type: 'number' }, 0.123456789)).toBe('short');
  });

  it('gives long texts the room', () => {
    const columns = [
      { name: 'id', type: 'string' },
      { name: 'text', type: 'string' },
      { name: 'preference12', type: 'number' },
    ];
    expect(
      columnWidths(columns, [{ id: 'p1', text: 'What will the weather be like?', preference12: 1 }]),
    ).toBe('minmax(88px, 0.7fr) minmax(220px, 2fr) minmax(152px, 0.5fr)');
  });

  it('counts Chinese characters as two', () => {
    const columns = [{ name: 'prompt', type: 'string' }];
    expect(columnWidths(columns, [{ prompt: '今天的天气非常好适合出门去' }])).toBe('minmax(220px, 2fr)');
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
