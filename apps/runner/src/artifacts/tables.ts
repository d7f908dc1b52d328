import {
  type ColumnKind,
  columnAboutSchema,
  columnsAbout,
  comparisonRow,
  inReadingOrder,
  type PortType,
  TABLE_FILE,
  tableRows,
} from '@heed/schema';
import type { TableColumn } from '@heed/tables';
import type { HistogramQuery, RowsQuery, ValuesQuery } from '../api/artifact-inputs.ts';
import type { ColumnView, HistogramView, RowsView, ValuesView } from '../api/artifact-views.ts';
import { UserError } from '../errors.ts';
import type { ArtifactStore } from './store.ts';

/** The tables of artifacts, one page or one summary at a time. */
export function tableViews(store: ArtifactStore) {
  return {
    async rows({ id, file, ...page }: RowsQuery): Promise<RowsView> {
      const { columns, rows, total } = await onTables(({ queryTable }) => queryTable(place(id, file), page));
      return { columns: describeColumns(store.open(id).manifest.type, columns), rows, total };
    },
    values({ id, file, limit = 100, ...query }: ValuesQuery): Promise<ValuesView> {
      return onTables(({ distinctValues }) => distinctValues(place(id, file), { ...query, limit }));
    },
    histogram({ id, file, bins = 30, ...query }: HistogramQuery): Promise<HistogramView> {
      return onTables(({ histogramOf }) => histogramOf(place(id, file), { ...query, bins }));
    },
  };

  function place(id: string, file = TABLE_FILE): string {
    return store.fileOf(id, file);
  }
}

type Tables = typeof import('@heed/tables');

/** Loads the table library on first use: commands that read no table start faster without it. */
export async function onTables<Result>(work: (tables: Tables) => Promise<Result>): Promise<Result> {
  const tables = await import('@heed/tables');
  try {
    return await work(tables);
  } catch (error) {
    if (!(error instanceof tables.TableError)) throw error;
    throw new UserError('BAD_REQUEST', { en: error.message, zh: error.zh });
  }
}

/** Columns in reading order, with the titles that the table carries, else those of its type's row schema. */
export function describeColumns(type: PortType, columns: readonly TableColumn[]): ColumnView[] {
  const schema = tableRows[type] ?? comparisonRow;
  const abouts = columnsAbout(schema);
  const described = columns.map(({ about: own, ...column }) => {
    const declared = Object.hasOwn(abouts, column.name) ? abouts[column.name] : undefined;
    const about = columnAboutSchema.safeParse(own).data ?? declared;
    return { ...column, kind: about?.kind ?? guessKind(column), title: about?.title, aside: about?.aside };
  });
  return inReadingOrder(described).map(({ aside: _, ...column }) => column);
}

function guessKind({ name, type }: TableColumn): ColumnKind {
  if (type === 'boolean') return 'flag';
  if (/(^|[a-z_])(Id|_id|ID)$|^id$/.test(name)) return 'id';
  return type === 'string' ? 'text' : 'number';
}
