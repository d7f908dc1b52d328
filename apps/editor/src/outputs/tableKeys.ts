/** The cell of a table that the keys are at; row -1 is none. */
export interface ActiveCell {
  row: number;
  column: number;
}

/** Rows that Page Up and Page Down go over. */
const PAGE = 10;

/** Where a key leads from a cell, within the table; undefined for keys that do not move. */
export function movedCell(
  { row, column }: ActiveCell,
  { key, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>,
  size: { rows: number; columns: number },
): ActiveCell | undefined {
  const end = ctrlKey || metaKey;
  const place = (to: number, count: number) => Math.max(0, Math.min(count - 1, to));
  const at = (toRow: number, toColumn: number): ActiveCell => ({
    row: place(toRow, size.rows),
    column: place(toColumn, size.columns),
  });
  switch (key) {
    case 'ArrowDown':
      return at(end ? size.rows : row + 1, column);
    case 'ArrowUp':
      return at(end ? 0 : row - 1, column);
    case 'ArrowRight':
      return at(row, end ? size.columns : column + 1);
    case 'ArrowLeft':
      return at(row, end ? 0 : column - 1);
    case 'PageDown':
      return at(row + PAGE, column);
    case 'PageUp':
      return at(row - PAGE, column);
    case 'Home':
      return at(end ? 0 : row, 0);
    case 'End':
      return at(end ? size.rows : row, size.columns);
    default:
      return undefined;
  }
}
