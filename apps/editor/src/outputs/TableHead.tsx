import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useText } from '../i18n/language.ts';
import { isNumeric } from './cells.ts';
import classes from './Table.module.css';
import { useOutputWords } from './text.ts';
import type { TableQuery } from './useRowPages.ts';
import type { Column } from './view.ts';

interface TableHeadProps {
  columns: readonly Column[];
  order: Pick<TableQuery, 'sort' | 'descending'>;
  onOrder(column: string): void;
}

/** The column names; each is a button that orders the table by it. */
export function TableHead({ columns, order, onOrder }: TableHeadProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the table is a grid of positioned rows
    // biome-ignore lint/a11y/useFocusableInteractive: the buttons inside take the focus
    <div role="row" className={classes.gridHead} aria-rowindex={1}>
      <HeadCell />
      {columns.map((column) => (
        <HeadCell
          key={column.name}
          column={column}
          direction={order.sort === column.name ? (order.descending ? 'descending' : 'ascending') : undefined}
          onOrder={() => onOrder(column.name)}
        />
      ))}
    </div>
  );
}

interface HeadCellProps {
  /** Absent above the row numbers. */
  column?: Column;
  direction?: 'ascending' | 'descending';
  onOrder?(): void;
}

function HeadCell({ column, direction, onOrder }: HeadCellProps) {
  const words = useOutputWords();
  const text = useText();
  const title = column?.title ? text(column.title) : column?.name;
  const Arrow = direction === 'descending' ? IconArrowDown : IconArrowUp;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the table is a grid of positioned rows
    // biome-ignore lint/a11y/useFocusableInteractive: the button inside takes the focus
    <div role="columnheader" aria-sort={direction ?? 'none'}>
      {column ? (
        <button
          type="button"
          className={classes.sortButton}
          data-numeric={isNumeric(column) || undefined}
          title={column.name}
          aria-label={words('sortBy', { column: title ?? column.name })}
          onClick={onOrder}
        >
          {title}
          {direction && <Arrow size={14} aria-hidden="true" />}
        </button>
      ) : (
        <span className={classes.rowNumber}>#</span>
      )}
    </div>
  );
}
