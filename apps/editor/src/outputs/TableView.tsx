import { useDebouncedValue } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useMemo, useRef, useState } from 'react';
import { Failure, Loading } from '../app/Messages.tsx';
import { useFormats } from '../i18n/format.ts';
import { columnWidths, nextOrder, rowNumberWidth } from './cells.ts';
import classes from './Outputs.module.css';
import { SearchField } from './SearchField.tsx';
import tableClasses from './Table.module.css';
import { TableHead } from './TableHead.tsx';
import { TableRow } from './TableRow.tsx';
import { useOutputWords } from './text.ts';
import { type RowPages, type TableQuery, useRowPages } from './useRowPages.ts';
import type { ArtifactCard } from './view.ts';

/** A guess until a row is measured. */
const ROW_HEIGHT = 44;
/** Rows drawn above and below those on screen. */
const OVERSCAN = 8;

/** The table of a table artifact. */
export function ArtifactTable({ artifact }: { artifact: ArtifactCard }) {
  return <TableView artifact={artifact.id} />;
}

/** Any table of an artifact: only the rows on screen are fetched and drawn; search and order by the runner. */
export function TableView({ artifact, file }: { artifact: string; file?: string }) {
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search.trim(), 250);
  const [order, setOrder] = useState<Pick<TableQuery, 'sort' | 'descending'>>({});
  const [range, setRange] = useState({ first: 0, last: 0 });
  const query = { artifact, file, ...order, search: wanted || undefined };
  const pages = useRowPages(query, range.first, range.last);
  if (pages.isLoading) return <Loading />;
  if (pages.error) return <Failure error={pages.error} onRetry={pages.retry} />;
  return (
    <section className={classes.block}>
      <div className={tableClasses.toolbar}>
        <SearchField value={search} onChange={setSearch} />
        <Count pages={pages} search={wanted} />
      </div>
      <Grid
        key={`${order.sort} ${order.descending} ${wanted}`}
        pages={pages}
        order={order}
        onOrder={(column) => setOrder(nextOrder(order, column))}
        onRange={(first, last) => {
          if (first !== range.first || last !== range.last) setRange({ first, last });
        }}
      />
    </section>
  );
}

function Count({ pages, search }: { pages: RowPages; search: string }) {
  const words = useOutputWords();
  const { number } = useFormats();
  const { total } = pages;
  const sentence =
    total > 0
      ? words(search ? 'matches' : 'rows', { count: total, shown: number(total) })
      : search
        ? words('noMatches', { search })
        : words('noRows');
  return (
    <p className={classes.quiet} role="status">
      {sentence}
    </p>
  );
}

interface GridProps {
  pages: RowPages;
  order: Pick<TableQuery, 'sort' | 'descending'>;
  onOrder(column: string): void;
  onRange(first: number, last: number): void;
}

function Grid({ pages, order, onOrder, onRange }: GridProps) {
  const place = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const { columns, total } = pages;
  const sample = useMemo(
    () => Array.from({ length: Math.min(50, total) }, (_, index) => pages.row(index) ?? {}),
    [pages.row, total],
  );
  const widths = `${rowNumberWidth(total)}px ${columnWidths(columns, sample)}`;
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => place.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    onChange: ({ range }) => range && onRange(range.startIndex, range.endIndex),
  });
  const toggle = (index: number) =>
    setOpened((before) => {
      const after = new Set(before);
      if (!after.delete(index)) after.add(index);
      return after;
    });
  if (total === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <div ref={place} className={tableClasses.gridPlace} data-stale={pages.isStale || undefined} tabIndex={0}>
      {/* biome-ignore lint/a11y/useSemanticElements: rows placed by a virtualizer cannot be those of a table element */}
      <div
        role="table"
        aria-rowcount={total + 1}
        className={tableClasses.grid}
        style={{ '--columns': widths } as CSSProperties}
      >
        <TableHead columns={columns} order={order} onOrder={onOrder} />
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div role="rowgroup" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => (
            <TableRow
              key={index}
              ref={virtualizer.measureElement}
              index={index}
              start={start}
              columns={columns}
              row={pages.row(index)}
              opened={opened.has(index)}
              onToggle={() => toggle(index)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
