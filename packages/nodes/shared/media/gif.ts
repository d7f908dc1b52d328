import { joinPieces, type Piece } from './pieces.ts';

const [EXTENSION, IMAGE, END, CONTROL, APPLICATION] = [0x21, 0x2c, 0x3b, 0xf9, 0xff];
/** The one extension of programs that all browsers follow: how often it is repeated. */
const REPEAT = 'NETSCAPE2.0';

/** Bytes of a table of colors that a packed byte announces (GIF89a, section 18). */
function colorsLength(packed: number): number {
  return packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0;
}

/** Where a row of blocks ends: each begins with its length, the last one is empty. */
function endOfBlocks(bytes: Buffer, from: number): number {
  let at = from;
  for (let length = bytes.readUInt8(at); length > 0; length = bytes.readUInt8(at)) at += 1 + length;
  return at + 1;
}

/** Pictures, what steers them, and the end; comments, texts and what programs left are called `''`. */
function gifPieces(bytes: Buffer): Piece[] {
  const first = 13 + colorsLength(bytes.readUInt8(10));
  const pieces: Piece[] = [{ name: 'head', start: 0, end: first }];
  for (let at = first; ; ) {
    const kind = bytes.readUInt8(at);
    if (kind === END) return [...pieces, { name: 'end', start: at, end: at + 1 }];
    if (kind !== IMAGE && kind !== EXTENSION) throw new RangeError('A block is of no known kind.');
    const start = at;
    at = endOfBlocks(bytes, at + (kind === IMAGE ? 11 + colorsLength(bytes.readUInt8(at + 9)) : 2));
    pieces.push({ name: kind === IMAGE ? 'image' : extensionName(bytes, start), start, end: at });
  }
}

function extensionName(bytes: Buffer, at: number): string {
  const label = bytes.readUInt8(at + 1);
  if (label === CONTROL) return 'control';
  return label === APPLICATION && bytes.toString('latin1', at + 3, at + 14) === REPEAT ? 'repeat' : '';
}

/** A GIF without comments and what programs wrote into it. */
export function cleanGif(bytes: Buffer) {
  const kept = gifPieces(bytes).filter(({ name }) => name !== '');
  const size = { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
  return { bytes: joinPieces(bytes, kept), ...size };
}
