import type { DuckDBConnection } from '@duckdb/node-api';
import type { z } from 'zod';
import { parquetPattern, parquetSource, quoteText, TableError, type TableFiles } from './duckdb.ts';

export type ColumnType = 'string' | 'number' | 'integer' | 'boolean';
/** One value of a table; null where the column's schema is nullable. */
export type Cell = string | number | boolean | null;

export interface TableColumn {
  name: string;
  type: ColumnType;
  /** What the writer's row schema says of it in the metadata `column` of the field. */
  about?: unknown;
  /** Does it hold lists or structs, such as the messages of a chat? They are read as JSON text. */
  isNested?: boolean;
}

/** Under this key a Parquet file holds what is said of its columns, as JSON by name. */
export const ABOUT_KEY = 'heed:columns';

/** How each column type is stored. */
export const sqlTypes: Record<ColumnType, string> = {
  string: 'VARCHAR',
  number: 'DOUBLE',
  integer: 'BIGINT',
  boolean: 'BOOLEAN',
};

interface JsonSchema {
  column?: unknown;
  type?: string | string[];
  anyOf?: JsonSchema[];
}

function typesOf(schema: JsonSchema): string[] {
  return schema.anyOf ? schema.anyOf.flatMap(typesOf) : [schema.type ?? 'any'].flat();
}

/** Columns of a zod row schema, in its order. Throws for a field that is not text, number, integer or boolean. */
export function columnsOf(schema: z.ZodObject): (TableColumn & { nullable: boolean })[] {
  const { properties = {}, required = [] } = schema.toJSONSchema({ unrepresentable: 'any' });
  return Object.entries(properties).map(([name, property]) => {
    const types = new Set(typesOf(property as JsonSchema));
    const nullable = types.delete('null');
    const [type] = types;
    if (types.size !== 1 || !type || !Object.hasOwn(sqlTypes, type) || !required.includes(name)) {
      throw new TableError(
        `Column "${name}" must be a required text, number, integer or boolean; use nullable() for gaps.`,
      );
    }
    return { name, type: type as ColumnType, nullable, about: (property as JsonSchema).column };
  });
}

/** The type a column of a foreign Parquet file is read as; what is not a plain value is read as text. */
function readAs(sqlType: string): ColumnType {
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(sqlType)) return 'integer';
  if (/^(DOUBLE|FLOAT|DECIMAL.*)$/.test(sqlType)) return 'number';
  return sqlType === 'BOOLEAN' ? 'boolean' : 'string';
}

/** Lists, structs and maps: `STRUCT("role" VARCHAR, "content" VARCHAR)[]`. */
function isNested(sqlType: string): boolean {
  return /\[\d*\]$|^(STRUCT|MAP)\(/.test(sqlType);
}

/** Columns of a Parquet table, in its order; what is said of them is read from its first file. */
export async function describeColumns(
  connection: DuckDBConnection,
  files: TableFiles,
): Promise<TableColumn[]> {
  const described = await connection.runAndReadAll(
    `DESCRIBE SELECT * EXCLUDE (file_row_number) FROM ${parquetSource(files)}`,
  );
  const [first = ''] = [files].flat();
  const abouts = await readAbouts(connection, first);
  return described.getRowObjectsJson().map((row) => {
    const name = String(row.column_name);
    const sqlType = String(row.column_type);
    const about = Object.hasOwn(abouts, name) ? abouts[name] : undefined;
    return {
      ...{ name, type: readAs(sqlType) },
      ...(about !== undefined && { about }),
      ...(isNested(sqlType) && { isNested: true }),
    };
  });
}

/** What the file says of its columns; nothing where another program wrote it. */
async function readAbouts(connection: DuckDBConnection, file: string): Promise<Record<string, unknown>> {
  const found = await connection.runAndReadAll(
    `SELECT decode(value) AS value FROM parquet_kv_metadata(${parquetPattern(file)})
     WHERE decode(key) = ${quoteText(ABOUT_KEY)}`,
  );
  try {
    const parsed: unknown = JSON.parse(String(found.getRowObjectsJson()[0]?.value ?? '{}'));
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
