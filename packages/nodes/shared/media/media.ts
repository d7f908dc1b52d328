import { mpegAudio } from './mpeg-audio.ts';
import { jpegSegments, type Piece, pngChunks, riffChunks } from './pieces.ts';

/** A picture or a sound, measured, and without what could name its maker. */
export interface CleanMedia {
  type: string;
  bytes: Buffer;
  width?: number;
  height?: number;
  seconds?: number;
}

export type MediaModality = 'image' | 'audio';

interface MediaFormat {
  type: string;
  modality: MediaModality;
  title: string;
  endings: readonly string[];
  fits(bytes: Buffer): boolean;
  /** Throws a RangeError for a file that is cut or damaged. */
  clean(bytes: Buffer): Omit<CleanMedia, 'type'>;
}

/** Chunks of a PNG that make the picture; the others hold texts, dates and camera data. */
const drawingChunks = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT bKGD pHYs acTL fcTL fdAT'.split(' '),
);
/** Segments of a JPEG that may hold anything: those of programs but for the colors of Adobe, and comments. */
const tellingSegments = /^(e[1-9a-d]|ef|fe)$/;
const sizeSegments = /^c[0-35-79-bd-f]$/;

function join(bytes: Buffer, pieces: readonly Piece[]): Buffer {
  return Buffer.concat(pieces.map(({ start, end }) => bytes.subarray(start, end)));
}

function cleanPng(bytes: Buffer) {
  const chunks = pngChunks(bytes);
  if (chunks[0]?.name !== 'IHDR' || chunks.at(-1)?.name !== 'IEND')
    throw new RangeError('A part is missing.');
  const kept = chunks.filter(({ name }) => drawingChunks.has(name));
  const size = { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  return { bytes: Buffer.concat([bytes.subarray(0, 8), join(bytes, kept)]), ...size };
}

function cleanJpeg(bytes: Buffer) {
  const segments = jpegSegments(bytes);
  const frame = segments.find(({ name }) => sizeSegments.test(name));
  if (!frame) throw new RangeError('There is no size.');
  const size = { width: bytes.readUInt16BE(frame.start + 7), height: bytes.readUInt16BE(frame.start + 5) };
  const kept = segments.filter(({ name }) => !tellingSegments.test(name));
  return { bytes: join(bytes, kept), ...size };
}

/** A RIFF file of these chunks alone, with its length written anew. */
function keepChunks(bytes: Buffer, chunks: readonly Piece[]): Buffer {
  const kept = Buffer.concat([bytes.subarray(0, 12), join(bytes, chunks)]);
  kept.writeUInt32LE(kept.length - 8, 4);
  return kept;
}

/** Bits of an extended WebP that announce a color profile, camera data and texts. */
const TELLING_BITS = 0b101100;

function cleanWebp(bytes: Buffer) {
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

function cleanWav(bytes: Buffer) {
  const chunks = riffChunks(bytes).filter(({ name }) => ['fmt ', 'fact', 'data'].includes(name));
  const [format, data] = ['fmt ', 'data'].map((wanted) => chunks.find(({ name }) => name === wanted));
  if (!format || !data) throw new RangeError('A part is missing.');
  const seconds = (data.end - data.start - 8) / bytes.readUInt32LE(format.start + 16);
  return { bytes: keepChunks(bytes, chunks), seconds };
}

function cleanMp3(bytes: Buffer) {
  const found = mpegAudio(bytes);
  if (!found) throw new RangeError('There is no frame.');
  return { bytes: bytes.subarray(found.start, found.end), seconds: found.seconds };
}

const begins = (sign: string, at = 0) => {
  return (bytes: Buffer) => bytes.toString('latin1', at, at + sign.length) === sign;
};
const riff = (form: string) => (bytes: Buffer) => begins('RIFF')(bytes) && begins(form, 8)(bytes);

/** Pictures and sounds that every browser shows and that hold no code, told by their first bytes. */
export const mediaFormats: readonly MediaFormat[] = [
  {
    ...{ type: 'image/png', modality: 'image', title: 'PNG', endings: ['png'] },
    ...{ fits: begins('\x89PNG\r\n\x1a\n'), clean: cleanPng },
  },
  {
    ...{ type: 'image/jpeg', modality: 'image', title: 'JPEG', endings: ['jpg', 'jpeg'] },
    ...{ fits: begins('\xff\xd8\xff'), clean: cleanJpeg },
  },
  {
    ...{ type: 'image/webp', modality: 'image', title: 'WebP', endings: ['webp'] },
    ...{ fits: riff('WEBP'), clean: cleanWebp },
  },
  {
    ...{ type: 'image/gif', modality: 'image', title: 'GIF', endings: ['gif'] },
    fits: (bytes) => begins('GIF87a')(bytes) || begins('GIF89a')(bytes),
    clean: (bytes) => ({ bytes, width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }),
  },
  {
    ...{ type: 'audio/wav', modality: 'audio', title: 'WAV', endings: ['wav'] },
    ...{ fits: riff('WAVE'), clean: cleanWav },
  },
  {
    ...{ type: 'audio/mpeg', modality: 'audio', title: 'MP3', endings: ['mp3'] },
    ...{ fits: (bytes) => mpegAudio(bytes) !== undefined, clean: cleanMp3 },
  },
];
