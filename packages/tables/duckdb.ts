import { access } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** A table that cannot be written, read or queried; the message says which and what to do. */
export class TableError extends Error {
  override readonly name = 'TableError';
  /** The sentence in Chinese, where the table's reader may be a person. */
  readonly zh: string;

  constructor(message: string, zh = message) {
    super(message);
    this.zh = zh;
  }
}

let database: Promise<DuckDBInstance> | undefined;

/** One thread, so that equal rows give equal bytes; no extension is ever fetched from the network. */
function openDatabase(): Promise<DuckDBInstance> {
  database ??= DuckDBInstance.create(':memory:', {
    threads: '1',
    temp_directory: join(tmpdir(), `heed-duckdb-${process.pid}`),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  return database;
}

/** A connection of the process's in-memory database, to be closed by the caller. */
export async function connect(): Promise<DuckDBConnection> {
  return (await openDatabase()).connect();
}

/** Lends a connection of the process's in-memory database. Temporary tables go with the connection. */
export async function withConnection<Result>(
  work: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  const connection = await connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
  }
}

/** A name as SQL reads it: `say "hi"` → `"say ""hi"""`. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as SQL reads it: `it's` → `'it''s'`. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** DuckDB takes a path as a pattern: brackets keep `*`, `?` and `[` what they are. */
export function parquetPattern(file: string): string {
  return quoteText(file.replace(/[*?[]/g, (character) => `[${character}]`));
}

/** A table's files: one, or several with the same columns that are read one after the other. */
export type TableFiles = string | readonly string[];

/** More rows than a file has, so that the rows of several files are numbered in order. */
const MOST_ROWS = 10 ** 12;

/** A table's rows in SQL, each with its number. */
export function parquetSource(files: TableFiles): string {
  const sources = [files]
    .flat()
    .map((file) => `read_parquet(${parquetPattern(file)}, file_row_number = true)`);
  if (sources.length === 1) return sources[0] as string;
  const numbered = sources.map(
    (source, index) =>
      `SELECT * REPLACE (file_row_number + ${index * MOST_ROWS} AS file_row_number) FROM ${source}`,
  );
  return `(${numbered.join(' UNION ALL BY NAME ')})`;
}

/** Runs `work` on a table file. Throws a `TableError` where the file is missing or is not Parquet. */
export async function onTable<Result>(
  files: TableFiles,
  work: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  for (const file of [files].flat()) {
    try {
      await access(file);
    } catch {
      throw new TableError(`There is no table at ${file}.`);
    }
  }
  try {
    return await withConnection(work);
  } catch (error) {
    if (error instanceof TableError) throw error;
    throw new TableError(
      `${[files].flat().join(', ')} cannot be read as a Parquet table: ${(error as Error).message}`,
    );
  }
}
