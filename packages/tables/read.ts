import { basename } from 'node:path';
import { DOUBLE, type DuckDBConnection } from '@duckdb/node-api';
import type { z } from 'zod';
import { type Cell, columnsOf, describeColumns, sqlTypes, type TableColumn } from './columns.ts';
import { connect, onTable, parquetSource, quoteName, TableError } from './duckdb.ts';

/** The select list that reads each column as its type; what is nested as JSON. */
export function selectList(columns: readonly TableColumn[]): string {
  return columns
    .map(({ name, type, isNested }) => {
      const value = isNested ? `to_json(${quoteName(name)})` : quoteName(name);
      return `CAST(${value} AS ${sqlTypes[type]}) AS ${quoteName(name)}`;
    })
    .join(', ');
}

/** Rows of a query as plain objects; integers come as numbers. */
export async function fetchRows(
  connection: DuckDBConnection,
  sql: string,
  values: Record<string, string | number> = {},
): Promise<Record<string, Cell>[]> {
  const rows: Record<string, Cell>[] = [];
  for await (const some of streamRows(connection, sql, values)) rows.push(...some);
  return rows;
}

/** As `fetchRows`, some two thousand rows at a time. */
async function* streamRows(
  connection: DuckDBConnection,
  sql: string,
  values: Record<string, string | number>,
): AsyncGenerator<Record<string, Cell>[]> {
  const numbers = Object.entries(values).filter(([, value]) => typeof value === 'number');
  const types = Object.fromEntries(numbers.map(([name]) => [name, DOUBLE]));
  const result = await connection.stream(sql, values, types);
  const names = result.columnNames();
  for await (const chunk of result) {
    const columns = chunk.getColumns();
    yield Array.from({ length: chunk.rowCount }, (_, index) => {
      const row: Record<string, Cell> = {};
      names.forEach((name, column) => {
        const value = columns[column]?.[index] ?? null;
        row[name] = typeof value === 'bigint' ? Number(value) : (value as Cell);
      });
      return row;
    });
  }
}

/** The columns of a table, and its rows in their order, some at a time, so that a table of any size can be sent. */
export async function streamTable(
  file: string,
): Promise<{ columns: TableColumn[]; rows: AsyncGenerator<Record<string, Cell>[]> }> {
  const columns = await onTable(file, (connection) => describeColumns(connection, file));
  const sql = `SELECT ${selectList(columns)} FROM ${parquetSource(file)}`;
  async function* rows() {
    const connection = await connect();
    try {
      yield* streamRows(connection, sql, {});
    } finally {
      connection.closeSync();
    }
  }
  return { columns, rows: rows() };
}

function wantedColumns(file: string, present: TableColumn[], schema: z.ZodObject): TableColumn[] {
  const names = present.map(({ name }) => name);
  return columnsOf(schema).flatMap((column) => {
    if (names.includes(column.name)) return [column];
    if (column.nullable) return [];
    throw new TableError(
      `${basename(file)} has no column "${column.name}"; it has ${names.join(', ') || 'none'}.`,
    );
  });
}

/** Columns that may be empty and that the file lacks: they read as null. */
function gapsIn(present: readonly TableColumn[], schema: z.ZodObject): Record<string, null> {
  const names = new Set(present.map(({ name }) => name));
  const missing = columnsOf(schema).filter(({ name }) => !names.has(name));
  return Object.fromEntries(missing.map(({ name }) => [name, null]));
}

function parseRow<Row extends z.ZodObject>(file: string, schema: Row, row: unknown, index: number) {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new TableError(
    `Row ${index + 1} of ${basename(file)}: "${issue?.path.join('.')}" is wrong (${issue?.message}).`,
  );
}

/** Reads a whole Parquet table in its order; every cell as it is, or rows checked by a zod row schema. */
export async function readTable(file: string): Promise<Record<string, Cell>[]>;
export async function readTable<Row extends z.ZodObject>(file: string, schema: Row): Promise<z.output<Row>[]>;
export async function readTable(file: string, schema?: z.ZodObject): Promise<unknown[]> {
  return onTable(file, async (connection) => {
    const present = await describeColumns(connection, file);
    const columns = schema ? wantedColumns(file, present, schema) : present;
    const sql = `SELECT ${selectList(columns)} FROM ${parquetSource(file)} ORDER BY file_row_number`;
    const rows = await fetchRows(connection, sql);
    if (!schema) return rows;
    const gaps = gapsIn(present, schema);
    return rows.map((row, index) => parseRow(file, schema, { ...gaps, ...row }, index));
  });
}
