import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { Failure, Loading } from '../app/Messages.tsx';
import { useFormats } from '../i18n/format.ts';
import { ColumnsMenu } from './ColumnsMenu.tsx';
import { DownloadMenu } from './DownloadMenu.tsx';
import { FilterButton, FilterChips } from './FilterBar.tsx';
import classes from './Outputs.module.css';
import { SearchField } from './SearchField.tsx';
import tableClasses from './Table.module.css';
import { type Order, TableGrid } from './TableGrid.tsx';
import { type Condition, type Filters, filtersQuery, noFilters, withCondition } from './tableFilters.ts';
import { keepLayout, readLayout, resizeColumn, shownColumns, type TableLayout } from './tableLayout.ts';
import { useTableWords } from './tableWords.ts';
import { useOutputWords } from './text.ts';
import { type RowPages, useRowPages } from './useRowPages.ts';
import type { ArtifactCard } from './view.ts';

/** The table of a table artifact. */
export function ArtifactTable({ artifact }: { artifact: ArtifactCard }) {
  return <TableView artifact={artifact.id} kind={artifact.manifest.type} />;
}

interface TableViewProps {
  artifact: string;
  file?: string;
  /** Tables of one kind share which columns are shown. */
  kind: string;
}

/** Any table of an artifact: only the rows on screen are fetched and drawn; the runner filters, searches and sorts. */
export function TableView({ artifact, file, kind }: TableViewProps) {
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search.trim(), 250);
  const [filters, setFilters] = useState<Filters>(noFilters);
  const [order, setOrder] = useState<Order>({});
  const [layout, setLayout] = useState(() => readLayout(kind));
  const [range, setRange] = useState({ first: 0, last: 0 });
  const query = { artifact, file, ...order, search: wanted || undefined, filters: filtersQuery(filters) };
  const pages = useRowPages(query, range.first, range.last);
  if (pages.isLoading) return <Loading />;
  if (pages.error) return <Failure error={pages.error} onRetry={pages.retry} />;
  const { columns } = pages;
  const addConditions = (conditions: Condition[]) => setFilters(conditions.reduce(withCondition, filters));
  const changeLayout = (changed: TableLayout) => {
    setLayout(changed);
    keepLayout(kind, changed);
  };
  return (
    <section className={classes.block}>
      <div className={tableClasses.toolbar}>
        <SearchField value={search} onChange={setSearch} />
        <FilterButton columns={columns} filters={filters} onChange={setFilters} />
        <ColumnsMenu columns={columns} layout={layout} onChange={changeLayout} />
        <DownloadMenu artifact={artifact} file={file} />
        <Count pages={pages} search={wanted} filtered={filters.conditions.length > 0} />
      </div>
      <FilterChips columns={columns} filters={filters} onChange={setFilters} />
      <TableGrid
        key={JSON.stringify([order, wanted, filters])}
        shown={shownColumns(columns, layout)}
        pages={pages}
        query={query}
        onOrder={setOrder}
        onFilter={addConditions}
        widths={layout.widths}
        onWidth={(column, width) => changeLayout(resizeColumn(layout, column, width))}
        onRange={(first, last) => {
          if (first !== range.first || last !== range.last) setRange({ first, last });
        }}
      />
    </section>
  );
}

function Count({ pages, search, filtered }: { pages: RowPages; search: string; filtered: boolean }) {
  const words = useOutputWords();
  const tableWords = useTableWords();
  const { number } = useFormats();
  const { total } = pages;
  const narrowed = search !== '' || filtered;
  const none = () =>
    filtered ? tableWords('noRowsLeft') : search ? words('noMatches', { search }) : words('noRows');
  return (
    <p className={classes.quiet} role="status">
      {total > 0 ? words(narrowed ? 'matches' : 'rows', { count: total, shown: number(total) }) : none()}
    </p>
  );
}
