import type { DuckDBConnection } from '@duckdb/node-api';
import { type Cell, describeColumns, type TableColumn } from './columns.ts';
import { onTable, parquetSource, quoteName, TableError, type TableFiles } from './duckdb.ts';
import { columnNamed, type Selection, whereOf } from './filters.ts';
import { fetchRows, selectList } from './read.ts';

/** Rows of one page at most: the browser never gets a table whole. */
export const MAXIMUM_PAGE = 1000;

export interface TableQuery extends Selection {
  offset: number;
  limit: number;
  /** A column's name. */
  sort?: string;
  descending?: boolean;
}

export interface TablePage {
  columns: TableColumn[];
  rows: Record<string, Cell>[];
  /** Rows that match filters and search, on all pages. */
  total: number;
}

function checkPage({ offset, limit }: TableQuery): void {
  if (!Number.isSafeInteger(offset) || offset < 0)
    throw new TableError(
      `A page starts at row 0 or later, not at ${offset}.`,
      `一页从第 0 行或之后开始，而不是 ${offset}。`,
    );
  if (!Number.isSafeInteger(limit) || limit < 0 || limit > MAXIMUM_PAGE)
    throw new TableError(
      `A page holds 0 to ${MAXIMUM_PAGE} rows, not ${limit}.`,
      `一页有 0 到 ${MAXIMUM_PAGE} 行，而不是 ${limit} 行。`,
    );
}

async function countRows(
  connection: DuckDBConnection,
  from: string,
  values: Record<string, string | number>,
) {
  const [row] = await fetchRows(connection, `SELECT count(*) AS total ${from}`, values);
  return Number(row?.total);
}

/** One page of a Parquet table, in one file or in several. Ties of the sort keep the order of the file, so that pages never overlap. */
export async function queryTable(files: TableFiles, query: TableQuery): Promise<TablePage> {
  return onTable(files, async (connection) => {
    const columns = await describeColumns(connection, files);
    checkPage(query);
    const { sql, values } = whereOf(query, columns);
    const from = `FROM ${parquetSource(files)} ${sql}`;
    const direction = query.descending ? 'DESC' : 'ASC';
    const sort = query.sort === undefined ? undefined : columnNamed(query.sort, columns);
    const sorted = sort ? `${quoteName(sort.name)} ${direction} NULLS LAST, ` : '';
    const page = `ORDER BY ${sorted}file_row_number LIMIT ${query.limit} OFFSET ${query.offset}`;
    const total = await countRows(connection, from, values);
    const rows = await fetchRows(connection, `SELECT ${selectList(columns)} ${from} ${page}`, values);
    return { columns, rows, total };
  });
}
