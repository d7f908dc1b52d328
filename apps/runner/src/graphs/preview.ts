import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { NodeError, text } from '@heed/schema';
import type { PreviewQuery } from '../api/upload-inputs.ts';
import type { FilePreview } from '../api/upload-views.ts';
import { resolveConfigPath } from '../worker/paths.ts';

/** Records that are shown. */
const SHOWN = 5;
/** A few words of a cell tell what it is. */
const CELL_CHARACTERS = 200;
/** Bytes that are read of a file at most: some ten milliseconds, whatever its size. */
const READ_BYTES = 8 * 1024 * 1024;

/** Where paths of configs start on this machine. */
export interface Places {
  folder: string;
  uploads: string;
}

/** What a path of a config leads to: the first records of a data file, the size of a folder, or nothing. */
export async function previewOf(
  { path, kind, format }: Pick<PreviewQuery, 'path' | 'kind' | 'format'>,
  { folder, uploads }: Places,
): Promise<FilePreview> {
  const reason = path.startsWith('upload:') ? 'upload' : 'absent';
  const place = placeOf(path, folder, uploads);
  const found = place === undefined ? undefined : await stat(place).catch(() => undefined);
  if (!found || place === undefined) return { state: 'missing', reason };
  if (kind === 'directory' && found.isDirectory()) return folderAt(place);
  if (kind === 'file' && found.isFile()) return tableAt(place, found.size, format);
  return { state: 'missing', reason: 'other-kind' };
}

function placeOf(path: string, folder: string, uploads: string): string | undefined {
  try {
    return resolveConfigPath(path, folder, uploads);
  } catch {
    return undefined;
  }
}

/** Files that lie right in it: any folder of the machine may be named, and some have millions further down. */
async function folderAt(place: string): Promise<FilePreview> {
  const files = (await readdir(place, { withFileTypes: true })).filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async ({ name }) => (await stat(join(place, name))).size));
  return { state: 'folder', files: files.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

async function tableAt(place: string, bytes: number, format: PreviewQuery['format']): Promise<FilePreview> {
  try {
    return await beginningOf(place, bytes, format);
  } catch (error) {
    if (error instanceof NodeError) return { state: 'unread', bytes, why: error.localized };
    throw error;
  }
}

/** Counts and shows what the beginning of a file holds; the rest of a large one is reckoned from its size. */
async function beginningOf(
  place: string,
  bytes: number,
  wanted: PreviewQuery['format'],
): Promise<FilePreview> {
  const [{ formatOf }, { recordsIn }] = await Promise.all([
    import('@heed/nodes/shared/files/formats.ts'),
    import('@heed/nodes/shared/files/records.ts'),
  ]);
  const file = basename(place);
  const format = wanted === 'auto' ? formatOf(file) : wanted;
  const shown: Record<string, unknown>[] = [];
  const bad = { count: 0, first: text('', '') };
  let count = 0;
  let read = 0;
  const records = recordsIn({ file, path: place, format }, (more) => {
    read += more;
  });
  for await (const record of records) {
    if ('bad' in record) {
      bad.count++;
      if (bad.count === 1)
        bad.first = text(`Line ${record.line} ${record.bad.en}.`, `第 ${record.line} 行${record.bad.zh}。`);
    } else {
      count++;
      if (shown.length < SHOWN) shown.push(record.fields);
    }
    const isEnough = format === 'parquet' ? shown.length === SHOWN : read > READ_BYTES;
    if (isEnough) break;
  }
  if (count === 0) return { state: 'unread', bytes, why: bad.count > 0 ? bad.first : noRecord(file) };
  const columns = [...new Set(shown.flatMap((fields) => Object.keys(fields)))];
  return {
    ...{ state: 'table', bytes, columns },
    rows: await rowsOf(place, format, { count, read, bytes }),
    sample: shown.map((fields) => columns.map((column) => cellText(fields[column]))),
    ...(bad.count > 0 && { bad }),
  };
}

interface Seen {
  count: number;
  /** Bytes that were read, of those that the file has. */
  read: number;
  bytes: number;
}

async function rowsOf(place: string, format: string, { count, read, bytes }: Seen) {
  if (format === 'parquet') {
    const { queryTable } = await import('@heed/tables');
    return { count: (await queryTable(place, { offset: 0, limit: 0 })).total, isExact: true };
  }
  const isExact = read >= bytes;
  return { count: isExact ? count : Math.round((count * bytes) / read), isExact };
}

function noRecord(file: string) {
  return text(`${file} has 0 records; choose a file with data.`, `${file} 有 0 条记录；请选择有数据的文件。`);
}

function cellText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const whole = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return whole.length > CELL_CHARACTERS ? `${whole.slice(0, CELL_CHARACTERS)}…` : whole;
}
