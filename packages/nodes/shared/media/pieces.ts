/** A stretch of a file, from `start` up to and without `end`. */
export interface Piece {
  name: string;
  start: number;
  end: number;
}

/** The chunks of a PNG after its signature, each with its length, name and checksum. */
export function pngChunks(bytes: Buffer): Piece[] {
  const chunks: Piece[] = [];
  for (let at = 8; at < bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) throw new RangeError('A chunk ends behind the file.');
    chunks.push({ name: bytes.toString('latin1', at + 4, at + 8), start: at, end });
    if (chunks.at(-1)?.name === 'IEND') break;
    at = end;
  }
  return chunks;
}

/** The chunks of a RIFF file (WAV, WebP), each with its name, its length and a byte of padding where it is odd. */
export function riffChunks(bytes: Buffer): Piece[] {
  const chunks: Piece[] = [];
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4);
    const end = Math.min(bytes.length, at + 8 + length + (length % 2));
    chunks.push({ name: bytes.toString('latin1', at, at + 4), start: at, end });
    at = end;
  }
  return chunks;
}

const [MARK, START_OF_SCAN, END_OF_IMAGE] = [0xff, 0xda, 0xd9];

/** The segments of a JPEG from its start to its end, each scan with its data; the name is the marker in hexadecimal. */
export function jpegSegments(bytes: Buffer): Piece[] {
  const segments: Piece[] = [{ name: 'd8', start: 0, end: 2 }];
  for (let at = 2; ; ) {
    while (bytes.readUInt8(at) === MARK && bytes.readUInt8(at + 1) === MARK) at += 1;
    if (bytes.readUInt8(at) !== MARK) throw new RangeError('A segment has no marker.');
    const marker = bytes.readUInt8(at + 1);
    const name = marker.toString(16);
    if (marker === END_OF_IMAGE) return [...segments, { name, start: at, end: at + 2 }];
    let end = at + 2 + bytes.readUInt16BE(at + 2);
    if (marker === START_OF_SCAN) end = endOfScan(bytes, end);
    segments.push({ name, start: at, end });
    at = end;
  }
}

/** Where the data of a scan ends: at a marker that is neither a stuffed zero nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(MARK, from); at >= 0; at = bytes.indexOf(MARK, at + 1)) {
    const next = bytes.readUInt8(at + 1);
    const isData = next === 0 || next === MARK || (next >= 0xd0 && next <= 0xd7);
    if (!isData) return at;
  }
  throw new RangeError('A scan has no end.');
}

/** Some pieces of a file, one after the other. */
export function joinPieces(bytes: Buffer, pieces: readonly Piece[]): Buffer {
  return Buffer.concat(pieces.map(({ start, end }) => bytes.subarray(start, end)));
}

/** A RIFF file of these chunks alone, with its length written anew. */
export function keepChunks(bytes: Buffer, chunks: readonly Piece[]): Buffer {
  const kept = Buffer.concat([bytes.subarray(0, 12), joinPieces(bytes, chunks)]);
  kept.writeUInt32LE(kept.length - 8, 4);
  return kept;
}
