import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useText } from '../i18n/language.ts';
import { ColumnEdge } from './ColumnEdge.tsx';
import { ColumnInsight } from './ColumnInsight.tsx';
import { isNumeric } from './cells.ts';
import classes from './Table.module.css';
import type { Condition } from './tableFilters.ts';
import { useOutputWords } from './text.ts';
import type { TableQuery } from './useRowPages.ts';
import type { Column } from './view.ts';

interface TableHeadProps {
  columns: readonly Column[];
  query: TableQuery;
  widths: Readonly<Record<string, number>>;
  onOrder(column: string): void;
  onFilter(conditions: Condition[]): void;
  onWidth(column: string, width: number | undefined): void;
}

/**
 * The column names; each is a button that orders the table by it, beside one that shows what the column holds and an
 * edge that makes it narrower or wider.
 */
export function TableHead({ columns, query, widths, onOrder, onFilter, onWidth }: TableHeadProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the table is a grid of positioned rows
    // biome-ignore lint/a11y/useFocusableInteractive: the buttons inside take the focus
    <div role="row" className={classes.gridHead} aria-rowindex={1}>
      <HeadCell />
      {columns.map((column) => (
        <HeadCell
          key={column.name}
          column={column}
          query={query}
          width={Object.hasOwn(widths, column.name) ? widths[column.name] : undefined}
          onOrder={() => onOrder(column.name)}
          onFilter={onFilter}
          onWidth={(width) => onWidth(column.name, width)}
        />
      ))}
    </div>
  );
}

interface HeadCellProps {
  /** Absent above the row numbers. */
  column?: Column;
  query?: TableQuery;
  width?: number;
  onOrder?(): void;
  onFilter?(conditions: Condition[]): void;
  onWidth?(width: number | undefined): void;
}

function directionOf({ sort, descending }: TableQuery, column: Column) {
  if (sort !== column.name) return undefined;
  return descending ? 'descending' : 'ascending';
}

function HeadCell({ column, query, width, onOrder, onFilter, onWidth }: HeadCellProps) {
  const words = useOutputWords();
  const text = useText();
  const title = column?.title ? text(column.title) : column?.name;
  const direction = column && query && directionOf(query, column);
  const Arrow = direction === 'descending' ? IconArrowDown : IconArrowUp;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the table is a grid of positioned rows
    // biome-ignore lint/a11y/useFocusableInteractive: the button inside takes the focus
    <div role="columnheader" aria-sort={direction ?? 'none'}>
      {column && query ? (
        <div className={classes.headCell}>
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
          {onFilter && (
            <ColumnInsight column={column} title={title ?? column.name} query={query} onFilter={onFilter} />
          )}
          {onWidth && <ColumnEdge title={title ?? column.name} width={width} onWidth={onWidth} />}
        </div>
      ) : (
        <span className={classes.rowNumber}>#</span>
      )}
    </div>
  );
}
