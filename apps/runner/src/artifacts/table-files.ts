import type { Cell } from '@heed/tables';
import { onTables } from './tables.ts';

export const tableFormats = ['csv', 'jsonl', 'parquet'] as const;
export type TableFormat = (typeof tableFormats)[number];

/** A whole table as text, some rows at a time; UTF-8 without a byte order mark. */
export async function* tableAsText(file: string, format: 'csv' | 'jsonl'): AsyncGenerator<string> {
  const { columns, rows } = await onTables(({ streamTable }) => streamTable(file));
  const names = columns.map(({ name }) => name);
  if (format === 'csv') yield csvLine(names);
  for await (const some of rows) {
    if (format === 'jsonl') yield some.map((row) => `${JSON.stringify(row)}\n`).join('');
    else yield some.map((row) => csvLine(names.map((name) => row[name] ?? null))).join('');
  }
}

/** RFC 4180. A gap is nothing at all, an empty text is `""`. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell);
  return cell === '' || /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
