import type { DuckDBConnection } from '@duckdb/node-api';
import type { z } from 'zod';
import { parquetSource, TableError } from './duckdb.ts';

export type ColumnType = 'string' | 'number' | 'integer' | 'boolean';
/** One value of a table; null where the column's schema is nullable. */
export type Cell = string | number | boolean | null;

export interface TableColumn {
  name: string;
  type: ColumnType;
}

/** How each column type is stored. */
export const sqlTypes: Record<ColumnType, string> = {
  string: 'VARCHAR',
  number: 'DOUBLE',
  integer: 'BIGINT',
  boolean: 'BOOLEAN',
};

interface JsonSchema {
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
    return { name, type: type as ColumnType, nullable };
  });
}

/** The type a column of a foreign Parquet file is read as; what is not a plain value is read as text. */
function readAs(sqlType: string): ColumnType {
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(sqlType)) return 'integer';
  if (/^(DOUBLE|FLOAT|DECIMAL.*)$/.test(sqlType)) return 'number';
  return sqlType === 'BOOLEAN' ? 'boolean' : 'string';
}

/** Columns of a Parquet file, in its order. */
export async function describeColumns(connection: DuckDBConnection, file: string): Promise<TableColumn[]> {
  const described = await connection.runAndReadAll(
    `DESCRIBE SELECT * EXCLUDE (file_row_number) FROM ${parquetSource(file)}`,
  );
  return described
    .getRowObjectsJson()
    .map((row) => ({ name: String(row.column_name), type: readAs(String(row.column_type)) }));
}
