import { basename } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { z } from 'zod';
import { type Cell, columnsOf, describeColumns, sqlTypes, type TableColumn } from './columns.ts';
import { onTable, parquetSource, quoteName, TableError } from './duckdb.ts';

/** The select list that reads each column as its type. */
export function selectList(columns: readonly TableColumn[]): string {
  return columns
    .map(({ name, type }) => `CAST(${quoteName(name)} AS ${sqlTypes[type]}) AS ${quoteName(name)}`)
    .join(', ');
}

/** Rows of a query as plain objects; integers come as numbers. */
export async function fetchRows(
  connection: DuckDBConnection,
  sql: string,
  values: Record<string, string | number> = {},
): Promise<Record<string, Cell>[]> {
  const result = await connection.stream(sql, values);
  const names = result.columnNames();
  const rows: Record<string, Cell>[] = [];
  for await (const chunk of result) {
    const columns = chunk.getColumns();
    for (let index = 0; index < chunk.rowCount; index++) {
      const row: Record<string, Cell> = {};
      names.forEach((name, column) => {
        const value = columns[column]?.[index] ?? null;
        row[name] = typeof value === 'bigint' ? Number(value) : (value as Cell);
      });
      rows.push(row);
    }
  }
  return rows;
}

function wantedColumns(file: string, present: TableColumn[], schema: z.ZodObject): TableColumn[] {
  const names = present.map(({ name }) => name);
  return columnsOf(schema).map((column) => {
    if (names.includes(column.name)) return column;
    throw new TableError(
      `${basename(file)} has no column "${column.name}"; it has ${names.join(', ') || 'none'}.`,
    );
  });
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
    return schema ? rows.map((row, index) => parseRow(file, schema, row, index)) : rows;
  });
}
