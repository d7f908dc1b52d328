import { crc32 } from 'node:zlib';

/** Bits of a pixel, so that a palette has at most 16 colors. */
const DEPTH = 4;
/** Stored blocks of deflate are at most this long. */
const LONGEST_BLOCK = 65_535;
const ADLER = 65_521;

function chunk(name: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A zlib stream that stores and does not compress, so that it has the same bytes wherever it is made. */
function stored(content: Buffer): Buffer {
  const blocks: Buffer[] = [Buffer.of(0x78, 0x01)];
  for (let at = 0; at < content.length; at += LONGEST_BLOCK) {
    const block = content.subarray(at, at + LONGEST_BLOCK);
    const head = Buffer.of(at + LONGEST_BLOCK >= content.length ? 1 : 0, 0, 0, 0, 0);
    head.writeUInt16LE(block.length, 1);
    head.writeUInt16LE(0xffff - block.length, 3);
    blocks.push(head, block);
  }
  let [a, b] = [1, 0];
  for (const byte of content) {
    a = (a + byte) % ADLER;
    b = (b + a) % ADLER;
  }
  const check = Buffer.alloc(4);
  check.writeUInt32BE(b * 65_536 + a);
  return Buffer.concat([...blocks, check]);
}

/** A square picture as PNG: at each pixel the number of a color of the palette, each color as `#rrggbb`. */
export function png(
  side: number,
  palette: readonly string[],
  colorAt: (column: number, row: number) => number,
): Buffer {
  const rowLength = 1 + side / 2;
  const pixels = Buffer.alloc(side * rowLength);
  for (let row = 0; row < side; row += 1)
    for (let column = 0; column < side; column += 2)
      pixels[row * rowLength + 1 + column / 2] = colorAt(column, row) * 16 + colorAt(column + 1, row);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([DEPTH, 3], 8);
  const colors = Buffer.from(palette.map((color) => color.slice(1)).join(''), 'hex');
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    ...[chunk('IHDR', head), chunk('PLTE', colors), chunk('IDAT', stored(pixels))],
    chunk('IEND', Buffer.of()),
  ]);
}
