import { NodeError, text } from '@heed/schema';
import { streamTable } from '@heed/tables';
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
  return lineFormats[format](readLines(path, onBytes), file);
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
    const reason = reasonIn(error.message, { file, path });
    throw new NodeError(
      text(
        `${file} cannot be read as Parquet: ${reason}; check that the file is whole.`,
        `无法以 Parquet 格式读取 ${file}：${reason}；请检查文件是否完整。`,
      ),
    );
  }
}

/** DuckDB's own words without its name for the error; `file` is how people call what lies at `path`. */
function reasonIn(message: string, { file, path }: { file: string; path: string }): string {
  const [line = ''] = message.replaceAll(path, file).split('\n');
  const words = line.split('Error: ').at(-1) ?? line;
  return words.replaceAll(/\p{Cc}/gu, '').replace(/[\s.:]+$/, '');
}
