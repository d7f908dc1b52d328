import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, lazy, Suspense, useId, useMemo, useRef, useState } from 'react';
import { columnWidths, nextOrder, rowNumberWidth } from './cells.ts';
import tableClasses from './Table.module.css';
import { TableHead } from './TableHead.tsx';
import { cellId, TableRow } from './TableRow.tsx';
import type { Condition } from './tableFilters.ts';
import { useTableWords } from './tableWords.ts';
import { useGridWalk } from './useGridWalk.ts';
import type { RowPages, TableQuery } from './useRowPages.ts';
import type { Column } from './view.ts';

const RowDrawer = lazy(() => import('./RowDrawer.tsx'));

/** A guess until a row is measured. */
const ROW_HEIGHT = 44;
/** Rows drawn above and below those on screen. */
const OVERSCAN = 8;

export type Order = Pick<TableQuery, 'sort' | 'descending'>;

interface TableGridProps {
  /** All columns; `shown` are those that the layout leaves. */
  shown: readonly Column[];
  pages: RowPages;
  query: TableQuery;
  /** Pixels of the columns that were set, by name. */
  widths: Readonly<Record<string, number>>;
  onOrder(order: Order): void;
  onFilter(conditions: Condition[]): void;
  onWidth(column: string, width: number | undefined): void;
  onRange(first: number, last: number): void;
}

/** The rows on screen as a grid that is walked by keys; Enter opens a row in full. */
export function TableGrid(props: TableGridProps) {
  const { shown, pages, query, widths, onOrder, onFilter, onWidth, onRange } = props;
  const words = useTableWords();
  const table = useId();
  const place = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<number>();
  const { total } = pages;
  const sample = useMemo(
    () => Array.from({ length: Math.min(50, total) }, (_, index) => pages.row(index) ?? {}),
    [pages.row, total],
  );
  const template = `${rowNumberWidth(total)}px ${columnWidths(shown, sample, widths)}`;
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => place.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    onChange: ({ range }) => range && onRange(range.startIndex, range.endIndex),
  });
  const { active, setActive, goTo, onKeyDown } = useGridWalk({
    pages,
    columns: shown,
    scrollToIndex: virtualizer.scrollToIndex,
    onOpen: setOpened,
  });
  if (total === 0) return null;
  return (
    <div ref={place} className={tableClasses.gridPlace} data-stale={pages.isStale || undefined}>
      {/* biome-ignore lint/a11y/useSemanticElements: rows placed by a virtualizer cannot be those of a table element */}
      <div
        role="grid"
        tabIndex={0}
        aria-label={words('table')}
        aria-description={words('keys')}
        aria-rowcount={total + 1}
        aria-activedescendant={active.row < 0 ? undefined : cellId(table, active.row, active.column)}
        className={tableClasses.grid}
        style={{ '--columns': template } as CSSProperties}
        onKeyDown={onKeyDown}
      >
        <TableHead
          columns={shown}
          query={query}
          widths={widths}
          onOrder={(column) => onOrder(nextOrder(query, column))}
          onFilter={onFilter}
          onWidth={onWidth}
        />
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div role="rowgroup" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => (
            <TableRow
              key={index}
              ref={virtualizer.measureElement}
              artifact={query.artifact}
              table={table}
              index={index}
              start={start}
              columns={shown}
              row={pages.row(index)}
              active={active.row === index ? active.column : undefined}
              onOpen={() => setOpened(index)}
              onActivate={(column) => setActive({ row: index, column })}
            />
          ))}
        </div>
      </div>
      {opened !== undefined && (
        <Suspense>
          <RowDrawer
            artifact={query.artifact}
            file={query.file}
            index={opened}
            total={total}
            columns={pages.columns}
            row={pages.row(opened)}
            onMove={(index) => {
              setOpened(index);
              goTo({ row: index, column: active.column });
            }}
            onClose={() => setOpened(undefined)}
          />
        </Suspense>
      )}
    </div>
  );
}
