import { joinPieces, jpegSegments, keepChunks, pngChunks, riffChunks } from './pieces.ts';

/** Chunks of a PNG that make the picture; the others hold texts, dates and camera data. */
const drawingChunks = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT bKGD pHYs acTL fcTL fdAT'.split(' '),
);
/** Segments of a JPEG that may hold anything: those of programs but for the colors of Adobe, and comments. */
const tellingSegments = /^(e[1-9a-d]|ef|fe)$/;
const sizeSegments = /^c[0-35-79-bd-f]$/;

/** The chunks of a PNG that make the picture. */
export function cleanPng(bytes: Buffer) {
  const chunks = pngChunks(bytes);
  if (chunks[0]?.name !== 'IHDR' || chunks.at(-1)?.name !== 'IEND')
    throw new RangeError('A part is missing.');
  const kept = chunks.filter(({ name }) => drawingChunks.has(name));
  const size = { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  return { bytes: Buffer.concat([bytes.subarray(0, 8), joinPieces(bytes, kept)]), ...size };
}

/** A JPEG without comments and the segments of programs. */
export function cleanJpeg(bytes: Buffer) {
  const segments = jpegSegments(bytes);
  const frame = segments.find(({ name }) => sizeSegments.test(name));
  if (!frame) throw new RangeError('There is no size.');
  const size = { width: bytes.readUInt16BE(frame.start + 7), height: bytes.readUInt16BE(frame.start + 5) };
  const kept = segments.filter(({ name }) => !tellingSegments.test(name));
  return { bytes: joinPieces(bytes, kept), ...size };
}

/** Bits of an extended WebP that announce a color profile, camera data and texts. */
const TELLING_BITS = 0b101100;

/** A WebP of its pictures alone. */
export function cleanWebp(bytes: Buffer) {
  const chunks = riffChunks(bytes).filter(({ name }) => /^(VP8[ LX]|ALPH|ANIM|ANMF)$/.test(name));
  const kept = keepChunks(bytes, chunks);
  const kind = chunks[0]?.name;
  if (kind === 'VP8X') {
    kept.writeUInt8(kept.readUInt8(20) & ~TELLING_BITS, 20);
    return { bytes: kept, width: kept.readUIntLE(24, 3) + 1, height: kept.readUIntLE(27, 3) + 1 };
  }
  if (kind === 'VP8 ')
    return { bytes: kept, width: kept.readUInt16LE(26) & 0x3fff, height: kept.readUInt16LE(28) & 0x3fff };
  const bits = kept.readUInt32LE(21);
  return { bytes: kept, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
