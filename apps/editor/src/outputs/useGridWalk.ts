import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type ActiveCell, movedCell } from './tableKeys.ts';
import type { RowPages } from './useRowPages.ts';
import type { Column } from './view.ts';

interface GridWalkOptions {
  pages: RowPages;
  columns: readonly Column[];
  scrollToIndex(row: number): void;
  /** Opens a row in full. */
  onOpen(row: number): void;
}

/** The cell of a grid that keys lead to: arrows walk, Enter opens its row, Ctrl+C copies what stands in it. */
export function useGridWalk({ pages, columns, scrollToIndex, onOpen }: GridWalkOptions) {
  const [active, setActive] = useState<ActiveCell>({ row: -1, column: 0 });
  /** The row that the keys led to, until it is there: rows grow when what stands in them arrives. */
  const sought = useRef<number>(undefined);
  useEffect(() => {
    const row = sought.current;
    if (row === undefined || pages.row(row) === undefined) return;
    sought.current = undefined;
    requestAnimationFrame(() => scrollToIndex(row));
  });
  const goTo = (cell: ActiveCell) => {
    setActive(cell);
    sought.current = cell.row;
    scrollToIndex(cell.row);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const moved = movedCell(active, event, { rows: pages.total, columns: columns.length });
    const isCopy = (event.ctrlKey || event.metaKey) && event.key === 'c';
    if (moved) goTo(moved);
    else if (event.key === 'Enter' && active.row >= 0) onOpen(active.row);
    else if (!(isCopy && copy(pages.row(active.row)?.[columns[active.column]?.name ?? '']))) return;
    event.preventDefault();
  };
  return { active, setActive, goTo, onKeyDown };
}

/**
 * Puts a value on the clipboard; false where it is not for us to do. Without a secure context there is no clipboard to
 * write to, and a selection is copied by the browser itself.
 */
function copy(value: unknown): boolean {
  if (value === undefined || String(getSelection()) !== '' || !navigator.clipboard) return false;
  void navigator.clipboard.writeText(typeof value === 'string' ? value : JSON.stringify(value));
  return true;
}
