import { IconChevronRight } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useText } from '../i18n/language.ts';
import { Cell } from './Cell.tsx';
import { isNumeric, partOf } from './cells.ts';
import tableClasses from './Table.module.css';
import { useTableWords } from './tableWords.ts';
import type { Column, Row } from './view.ts';

interface TableRowProps {
  ref: Ref<HTMLDivElement>;
  artifact: string;
  /** The id of the table, from which those of its cells are made. */
  table: string;
  index: number;
  /** Pixels from the top of the table. */
  start: number;
  columns: readonly Column[];
  /** Undefined while it is on its way. */
  row: Row | undefined;
  /** The column that the keys are at, if they are in this row. */
  active: number | undefined;
  onOpen(): void;
  onActivate(column: number): void;
}

/** The id of a cell, by which the table says where the keys are. */
export function cellId(table: string, row: number, column: number): string {
  return `${table}-${row}-${column}`;
}

/** One row, a few lines high, on a phone a card; it is read in full in the drawer. */
export function TableRow(props: TableRowProps) {
  const { ref, artifact, table, index, start, columns, row, active, onOpen, onActivate } = props;
  const words = useTableWords();
  const text = useText();
  const titleOf = ({ title, name }: Column) => (title ? text(title) : name);
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows placed by a virtualizer cannot be those of a table element
    // biome-ignore lint/a11y/useFocusableInteractive: the table has the focus and says which cell is meant
    <div
      ref={ref}
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      className={tableClasses.gridRow}
      style={{ transform: `translateY(${start}px)` }}
      onDoubleClick={onOpen}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the button inside takes the focus */}
      <div role="rowheader" className={tableClasses.rowNumber}>
        <button
          type="button"
          className={tableClasses.rowButton}
          tabIndex={-1}
          aria-label={words('openRow', { row: index + 1 })}
          title={words('openRow', { row: index + 1 })}
          onClick={onOpen}
        >
          {index + 1}
          <IconChevronRight className={tableClasses.openMark} size={16} aria-hidden="true" />
        </button>
      </div>
      {columns.map((column, place) => (
        // biome-ignore lint/a11y/useSemanticElements: see above
        // biome-ignore lint/a11y/useFocusableInteractive: see above
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the table do the same
        <div
          role="gridcell"
          key={column.name}
          id={cellId(table, index, place)}
          data-numeric={isNumeric(column) || undefined}
          data-active={active === place || undefined}
          data-label={titleOf(column)}
          data-part={partOf(column, row?.[column.name])}
          onClick={() => onActivate(place)}
        >
          <div className={tableClasses.cell} dir="auto">
            {row ? (
              <Cell artifact={artifact} column={column} value={row[column.name]} />
            ) : (
              <span className={tableClasses.pending}>…</span>
            )}
          </div>
        </div>
      ))}
    </div>
  );
}
