import { basename } from 'node:path';
import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBAppender,
  DuckDBDataChunk,
  type DuckDBType,
  type DuckDBValue,
  VARCHAR,
} from '@duckdb/node-api';
import type { z } from 'zod';
import { ABOUT_KEY, type ColumnType, columnsOf, sqlTypes } from './columns.ts';
import { quoteName, quoteText, TableError, withConnection } from './duckdb.ts';

type Column = ReturnType<typeof columnsOf>[number];

/** Rows a DuckDB data chunk holds at most. */
const CHUNK_ROWS = 2048;

const duckdbTypes: Record<ColumnType, DuckDBType> = {
  string: VARCHAR,
  number: DOUBLE,
  integer: BIGINT,
  boolean: BOOLEAN,
};

/** What is wrong with a value, or nothing. Strange numbers and broken text would be lost in other tools. */
function wrong(value: unknown, { type, nullable }: Column): string | undefined {
  if (value === null) return nullable ? undefined : 'is null';
  if (type === 'string') {
    if (typeof value !== 'string') return `must be text, not ${String(value)}`;
    return value.isWellFormed() ? undefined : 'holds half of a surrogate pair';
  }
  if (type === 'boolean')
    return typeof value === 'boolean' ? undefined : `must be true or false, not ${value}`;
  const valid = type === 'integer' ? Number.isSafeInteger(value) : Number.isFinite(value);
  return valid ? undefined : `must be a finite ${type}, not ${String(value)}`;
}

function cellOf(row: Record<string, unknown>, column: Column, place: () => string): DuckDBValue {
  const value = row[column.name];
  const complaint = wrong(value, column);
  if (complaint) throw new TableError(`${place()}: "${column.name}" ${complaint}.`);
  return column.type === 'integer' && value !== null ? BigInt(value as number) : (value as DuckDBValue);
}

/** Gathers rows to chunks and appends them; returns the number of rows. */
async function appendRows(
  appender: DuckDBAppender,
  columns: Column[],
  rows: Iterable<object> | AsyncIterable<object>,
  file: string,
): Promise<number> {
  const types = columns.map(({ type }) => duckdbTypes[type]);
  let pending: DuckDBValue[][] = [];
  let count = 0;
  const flush = () => {
    if (!pending.length) return;
    const chunk = DuckDBDataChunk.create(types, pending.length);
    chunk.setRows(pending);
    appender.appendDataChunk(chunk);
    pending = [];
  };
  for await (const row of rows) {
    count++;
    const place = () => `Row ${count} of ${basename(file)}`;
    pending.push(columns.map((column) => cellOf(row as Record<string, unknown>, column, place)));
    if (pending.length === CHUNK_ROWS) flush();
  }
  flush();
  appender.closeSync();
  return count;
}

/** What the schema says of its columns, to be kept in the file. */
function aboutOption(columns: readonly Column[]): string {
  const abouts = columns.flatMap(({ name, about }) => (about === undefined ? [] : [[name, about] as const]));
  if (abouts.length === 0) return '';
  const json = quoteText(JSON.stringify(Object.fromEntries(abouts)));
  return `, KV_METADATA {${quoteText(ABOUT_KEY)}: ${json}}`;
}

/**
 * Writes rows to a Parquet file with the columns of a zod row schema and returns their number.
 * Equal rows give equal bytes. Throws a `TableError` naming row and column where a value does not fit.
 */
export async function writeTable<Row extends z.ZodObject>(
  file: string,
  schema: Row,
  rows: Iterable<z.output<Row>> | AsyncIterable<z.output<Row>>,
): Promise<number> {
  const columns = columnsOf(schema);
  const declared = columns.map(({ name, type }) => `${quoteName(name)} ${sqlTypes[type]}`).join(', ');
  return withConnection(async (connection) => {
    await connection.run(`CREATE TEMP TABLE rows_to_write (${declared})`);
    const appender = await connection.createAppender('rows_to_write');
    const count = await appendRows(appender, columns, rows, file);
    await connection.run(
      `COPY rows_to_write TO ${quoteText(file)} (FORMAT parquet, COMPRESSION zstd${aboutOption(columns)})`,
    );
    return count;
  });
}
