import { createReadStream } from 'node:fs';
import { type Localized, NodeError, text } from '@heed/schema';

/** A line of the file: its text, or why it cannot be read. */
export type Line = { number: number } & ({ text: string } | { bad: Localized });

/** Longer lines are a sign of a wrong file and would fill the memory. */
export const LONGEST_LINE = 64 * 1024 * 1024;

const NEWLINE = 0x0a;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** The first byte at which a text stops being UTF-8, by halving: a prefix is good when it may still go on. */
export function firstBadByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return good;
}

function decodeLine(bytes: Buffer, number: number, offset: number): Line {
  try {
    return { number, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    const at = offset + firstBadByte(bytes);
    return {
      number,
      bad: text(
        `is not UTF-8 at byte ${at} of the file; save the file as UTF-8`,
        `在文件第 ${at} 字节处不是 UTF-8 编码；请将文件另存为 UTF-8`,
      ),
    };
  }
}

function tooLong(number: number): NodeError {
  const megabytes = LONGEST_LINE / 1024 / 1024;
  return new NodeError(
    text(
      `Line ${number} is longer than ${megabytes} MB; check that the file has one record a line.`,
      `第 ${number} 行超过 ${megabytes} MB；请检查文件是否每行一条记录。`,
    ),
  );
}

/** Whole lines of bytes, without their newline, and how far the file has been read. */
async function* byteLines(file: string, onBytes: (count: number) => void) {
  let pieces: Buffer[] = [];
  let length = 0;
  let number = 1;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    onBytes(chunk.length);
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      yield { number: number++, bytes: Buffer.concat([...pieces, chunk.subarray(start, end)]) };
      pieces = [];
      length = 0;
      start = end + 1;
    }
    pieces.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > LONGEST_LINE) throw tooLong(number);
  }
  if (length > 0) yield { number, bytes: Buffer.concat(pieces) };
}

/**
 * Lines of a UTF-8 file by number from 1; a byte order mark is left out, a carriage return before the newline
 * stays. Throws a `NodeError` for a line over 64 MB.
 */
export async function* readLines(
  file: string,
  onBytes: (count: number) => void = () => {},
): AsyncGenerator<Line> {
  let offset = 0;
  for await (const { number, bytes } of byteLines(file, onBytes)) {
    const marked = number === 1 && bytes.subarray(0, 3).equals(byteOrderMark);
    const skipped = marked ? 3 : 0;
    yield decodeLine(bytes.subarray(skipped), number, offset + skipped);
    offset += bytes.length + 1;
  }
}
