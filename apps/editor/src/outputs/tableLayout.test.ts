import { describe, expect, it } from 'vitest';
import {
  BROADEST,
  moveColumn,
  NARROWEST,
  plainLayout,
  resizeColumn,
  shownColumns,
  toggleColumn,
} from './tableLayout.ts';

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
    const none = { ...plainLayout, hidden: names(columns) };
    expect(shownColumns(columns, none)).toHaveLength(3);
  });

  it('makes a column as wide as asked within bounds, and lets it go again', () => {
    const wide = resizeColumn(plainLayout, 'answer', 300.4);
    expect(wide.widths).toEqual({ answer: 300 });
    expect(resizeColumn(wide, 'answer', 1).widths).toEqual({ answer: NARROWEST });
    expect(resizeColumn(wide, 'score', 9999).widths).toEqual({ answer: 300, score: BROADEST });
    expect(resizeColumn(wide, 'answer', undefined)).toEqual(plainLayout);
  });

  it('moves a column by one place, and not beyond the ends', () => {
    const moved = moveColumn(plainLayout, columns, 'score', -1);
    expect(names(shownColumns(columns, moved))).toEqual(['prompt', 'score', 'answer']);
    expect(moveColumn(moved, columns, 'prompt', -1)).toBe(moved);
    expect(moveColumn(plainLayout, columns, 'score', 1)).toBe(plainLayout);
  });

  it('puts columns that came since at the end', () => {
    const layout = { ...plainLayout, order: ['score', 'prompt'] };
    expect(names(shownColumns([...columns, { name: 'new' }], layout))).toEqual([
      'score',
      'prompt',
      'answer',
      'new',
    ]);
  });
});
