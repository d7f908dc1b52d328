import type { DuckDBConnection } from '@duckdb/node-api';
import { type Cell, describeColumns, type TableColumn } from './columns.ts';
import { onTable, parquetSource, quoteName, TableError } from './duckdb.ts';
import { fetchRows, selectList } from './read.ts';

/** Rows of one page at most: the browser never gets a table whole. */
export const MAXIMUM_PAGE = 1000;

export interface TableQuery {
  offset: number;
  limit: number;
  /** A column's name. */
  sort?: string;
  descending?: boolean;
  /** Rows whose text columns hold this, upper and lower case alike. */
  search?: string;
}

export interface TablePage {
  columns: TableColumn[];
  rows: Record<string, Cell>[];
  /** Rows that match the search, on all pages. */
  total: number;
}

function checkQuery({ offset, limit, sort }: TableQuery, columns: TableColumn[]): void {
  if (!Number.isSafeInteger(offset) || offset < 0)
    throw new TableError(`A page starts at row 0 or later, not at ${offset}.`);
  if (!Number.isSafeInteger(limit) || limit < 0 || limit > MAXIMUM_PAGE)
    throw new TableError(`A page holds 0 to ${MAXIMUM_PAGE} rows, not ${limit}.`);
  const names = columns.map(({ name }) => name);
  if (sort !== undefined && !names.includes(sort))
    throw new TableError(`Cannot sort by "${sort}"; the columns are ${names.join(', ')}.`);
}

function matching(query: TableQuery, columns: TableColumn[]): string {
  if (!query.search) return '';
  const texts = columns.filter(({ type }) => type === 'string').map(({ name }) => quoteName(name));
  const tests = texts.map((name) => `contains(lower(CAST(${name} AS VARCHAR)), lower($search))`);
  return `WHERE ${tests.join(' OR ') || 'false AND $search IS NULL'}`;
}

async function countRows(connection: DuckDBConnection, from: string, values: Record<string, string>) {
  const [row] = await fetchRows(connection, `SELECT count(*) AS total ${from}`, values);
  return Number(row?.total);
}

/** One page of a Parquet table. Ties of the sort keep the order of the file, so that pages never overlap. */
export async function queryTable(file: string, query: TableQuery): Promise<TablePage> {
  return onTable(file, async (connection) => {
    const columns = await describeColumns(connection, file);
    checkQuery(query, columns);
    const from = `FROM ${parquetSource(file)} ${matching(query, columns)}`;
    const values: Record<string, string> = query.search ? { search: query.search } : {};
    const direction = query.descending ? 'DESC' : 'ASC';
    const sorted = query.sort === undefined ? '' : `${quoteName(query.sort)} ${direction} NULLS LAST, `;
    const page = `ORDER BY ${sorted}file_row_number LIMIT ${query.limit} OFFSET ${query.offset}`;
    const total = await countRows(connection, from, values);
    const rows = await fetchRows(connection, `SELECT ${selectList(columns)} ${from} ${page}`, values);
    return { columns, rows, total };
  });
}
