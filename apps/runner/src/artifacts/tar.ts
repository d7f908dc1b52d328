import { createReadStream } from 'node:fs';

/** A file for an archive. `path` has forward slashes; `modified` is in milliseconds since 1970. */
export interface TarFile {
  path: string;
  size: number;
  source: string;
  modified: number;
}

const BLOCK = 512;
/** What fits the size field of a header in octal digits: 8 GB; larger files tell it in an extended header. */
const LARGEST_PLAIN = 8 ** 11 - 1;
const LONGEST_PLAIN = 100;

/** Bytes of the archive that `tar` will give. */
export function tarSize(files: readonly TarFile[]): number {
  const sizes = files.map((file) => headersOf(file).length + padded(file.size));
  return sizes.reduce((sum, size) => sum + size, 2 * BLOCK);
}

/** The files as an uncompressed POSIX tar archive (pax, IEEE Std 1003.1-2001), piece by piece. */
export async function* tar(files: readonly TarFile[]): AsyncGenerator<Buffer> {
  for (const file of files) {
    yield headersOf(file);
    if (file.size === 0) continue;
    for await (const chunk of createReadStream(file.source, { end: file.size - 1 })) yield chunk as Buffer;
    yield Buffer.alloc(padded(file.size) - file.size);
  }
  yield Buffer.alloc(2 * BLOCK);
}

function padded(size: number): number {
  return Math.ceil(size / BLOCK) * BLOCK;
}

/** The header of a file, behind an extended one where its name or its size do not fit. */
function headersOf({ path, size, modified }: TarFile): Buffer {
  const plainName = Buffer.byteLength(path) <= LONGEST_PLAIN && /^[\x20-\x7e]*$/.test(path);
  const records = [
    ...(plainName ? [] : [record('path', path)]),
    ...(size <= LARGEST_PLAIN ? [] : [record('size', String(size))]),
  ];
  const name = plainName ? path : Buffer.from(path).subarray(0, LONGEST_PLAIN).toString('latin1');
  const own = header(name, Math.min(size, LARGEST_PLAIN), modified, '0');
  if (records.length === 0) return own;
  const content = Buffer.from(records.join(''));
  const fill = Buffer.alloc(padded(content.length) - content.length);
  return Buffer.concat([header('PaxHeader', content.length, modified, 'x'), content, fill, own]);
}

/** `<length> <key>=<value>\n`, where the length counts its own digits. */
function record(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest;
  while (length !== rest + String(length).length) length = rest + String(length).length;
  return `${length} ${key}=${value}\n`;
}

function header(name: string, size: number, modified: number, type: '0' | 'x'): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
  const fields: [offset: number, text: string][] = [
    ...([
      [0, name],
      [100, octal(0o644, 7)],
      [108, octal(0, 7)],
      [116, octal(0, 7)],
    ] as [number, string][]),
    ...([
      [124, octal(size, 11)],
      [136, octal(Math.floor(modified / 1000), 11)],
    ] as [number, string][]),
    ...([
      [148, ' '.repeat(8)],
      [156, type],
      [257, 'ustar\0'],
      [263, '00'],
    ] as [number, string][]),
  ];
  for (const [offset, text] of fields) block.write(text, offset, 'latin1');
  const checksum = block.reduce((sum, byte) => sum + byte, 0);
  block.write(`${checksum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}
