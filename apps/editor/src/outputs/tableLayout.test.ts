import { describe, expect, it } from 'vitest';
import { moveColumn, plainLayout, shownColumns, toggleColumn } from './tableLayout.ts';

const columns = ['prompt', 'answer', 'score'].map((name) => ({ name }));
const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);

describe('the layout of a table', () => {
  it('hides a column and shows it again', () => {
    const hidden = toggleColumn(plainLayout, 'answer');
    expect(names(shownColumns(columns, hidden))).toEqual(['prompt', 'score']);
    expect(names(shownColumns(columns, toggleColumn(hidden, 'answer')))).toEqual([
      'prompt',
      'answer',
      'score',
    ]);
  });

  it('shows all columns rather than none', () => {
    const none = { order: [], hidden: names(columns) };
    expect(shownColumns(columns, none)).toHaveLength(3);
  });

  it('moves a column by one place, and not beyond the ends', () => {
    const moved = moveColumn(plainLayout, columns, 'score', -1);
    expect(names(shownColumns(columns, moved))).toEqual(['prompt', 'score', 'answer']);
    expect(moveColumn(moved, columns, 'prompt', -1)).toBe(moved);
    expect(moveColumn(plainLayout, columns, 'score', 1)).toBe(plainLayout);
  });

  it('puts columns that came since at the end', () => {
    const layout = { order: ['score', 'prompt'], hidden: [] };
    expect(names(shownColumns([...columns, { name: 'new' }], layout))).toEqual([
      'score',
      'prompt',
      'answer',
      'new',
    ]);
  });
});
