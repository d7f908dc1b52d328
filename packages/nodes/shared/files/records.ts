import { NodeError, text } from '@heed/schema';
import { streamTable, TableError } from '@heed/tables';
import { type FormatName, lineFormats } from './formats.ts';
import { readJsonList } from './json-list.ts';
import { readLines } from './lines.ts';
import type { RawRecord } from './raw-record.ts';

/** The records of a file, one after the other; `file` is how messages call it, `path` where it lies. */
export function recordsIn(
  { file, path, format }: { file: string; path: string; format: FormatName },
  onBytes?: (count: number) => void,
): AsyncIterable<RawRecord> {
  if (format === 'parquet') return parquetRecords(file, path);
  if (format === 'json') return readJsonList(path, onBytes);
  return lineFormats[format](readLines(path, onBytes));
}

/** Rows of a Parquet table count as lines from 1. */
async function* parquetRecords(file: string, path: string): AsyncGenerator<RawRecord> {
  try {
    let line = 0;
    for await (const some of (await streamTable(path)).rows)
      for (const fields of some) yield { line: ++line, fields };
  } catch (error) {
    // a chunk that cannot be decoded is found only while it is read
    if (error instanceof NodeError || !(error instanceof Error)) throw error;
    const message = error instanceof TableError ? error.message : error.message.split('\n')[0];
    throw new NodeError(
      text(`${file} cannot be read as Parquet: ${message}`, `无法以 Parquet 格式读取 ${file}：${message}`),
    );
  }
}
