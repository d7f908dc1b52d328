import { expect, test } from 'vitest';
import { type Box, box, boxesIn, boxIn, words } from './boxes.ts';
import { cleanMp4 } from './mp4.ts';
import { chunksOf } from './mp4-samples.ts';

const MAKER = 'Model nine';
const maker = Buffer.from(MAKER);
const x264 = Buffer.from('dc45e9bde6d948b7962cd820d923eeef', 'hex');
const zeros = (count: number) => Buffer.alloc(count);

/** The samples of a track in chunks, as they stand in the file with something telling between them. */
interface Film {
  coding?: string;
  isTurned?: boolean;
  hasLongOffsets?: boolean;
  isFragmented?: boolean;
}

const sizes = [5, 6, 7, 8, 9];
const samples = sizes.map((size, place) => Buffer.alloc(size, place + 1));
/** Two samples a chunk, one in the last. */
const chunks = [samples.slice(0, 2), samples.slice(2, 4), samples.slice(4)].map((some) =>
  Buffer.concat(some),
);
const ftyp = box('ftyp', Buffer.from('mp42\0\0\0\0mp42isom'));
const spoken = Buffer.concat([x264, Buffer.from(` - ${MAKER} - options\0`)]);
const mdat = box('mdat', maker, ...chunks.flatMap((chunk) => [chunk, maker]), spoken);

function film({ coding = 'avc1', isTurned, hasLongOffsets, isFragmented }: Film = {}): Buffer {
  let at = ftyp.length + 8;
  const offsets = chunks.map((chunk) => {
    const start = at + maker.length;
    at = start + chunk.length;
    return start;
  });
  const entry = [zeros(24), Buffer.of(0, 64, 0, 48), zeros(14), maker, zeros(78 - 42 - maker.length)];
  const long = box('co64', words(0, 3, ...offsets.flatMap((one) => [0, one])));
  const stbl = box(
    'stbl',
    box('stsd', words(0, 1), box(coding, ...entry, box('avcC', Buffer.of(1)), box('note', maker))),
    ...[box('stts', words(0, 1, 5, 100)), box('stsc', words(0, 2, 1, 2, 1, 3, 1, 1))],
    ...[box('stsz', words(0, 0, 5, ...sizes)), hasLongOffsets ? long : box('stco', words(0, 3, ...offsets))],
  );
  const mdia = box(
    'mdia',
    ...[
      box('mdhd', words(0, 7, 7, 1000, 500, 0)),
      box('hdlr', words(0, 0), Buffer.from('vide'), zeros(12), maker),
    ],
    box('minf', stbl),
  );
  const matrix = isTurned ? [0, 65_536, 0, -65_536, 0, 0] : [65_536, 0, 0, 0, 65_536, 0];
  const tkhd = box('tkhd', words(0, 7, 7, 1, 0, 500, 0, 0, 0, 0, ...matrix));
  const notes = box('udta', box('meta', maker));
  const parts = [box('mvhd', words(0, 7, 7, 1000, 999_000)), box('trak', tkhd, mdia), notes];
  return Buffer.concat([
    ftyp,
    mdat,
    box('moov', ...parts, ...(isFragmented ? [box('mvex')] : [])),
    box('free', maker),
  ]);
}

/** The bytes that a file's tables call samples, in the order of the chunks. */
function samplesOf(bytes: Buffer): Buffer {
  const all = { from: 0, end: bytes.length };
  const stbl: Box = boxIn(bytes, all, 'moov', 'trak', 'mdia', 'minf', 'stbl');
  return Buffer.concat(chunksOf(bytes, stbl).map(({ from, size }) => bytes.subarray(from, from + size)));
}

test.each<Film>([{}, { hasLongOffsets: true }])('an MP4 is written anew from its samples: %j', (how) => {
  const cleaned = cleanMp4(film(how));
  expect(cleaned).toMatchObject({ width: 64, height: 48, seconds: 0.5 });
  expect(cleaned.bytes.toString('latin1')).not.toContain(MAKER);
  expect(samplesOf(cleaned.bytes).equals(Buffer.concat(samples))).toBe(true);
  expect(boxesIn(cleaned.bytes, 0, cleaned.bytes.length).map(({ type }) => type)).toEqual([
    'ftyp',
    'moov',
    'mdat',
  ]);
  const mvhd = boxIn(cleaned.bytes, { from: 0, end: cleaned.bytes.length }, 'moov', 'mvhd');
  expect(cleaned.bytes.readUInt32BE(mvhd.from + 4)).toBe(0);
  expect(cleanMp4(cleaned.bytes)).toEqual(cleaned);
});

test('what an encoder wrote of itself into a picture is blanked, and the picture keeps its length', () => {
  const last = chunks.at(-1)?.length ?? 0;
  const bytes = film();
  spoken.copy(bytes, bytes.indexOf(chunks[2] as Buffer));
  // the last chunk now begins with the encoder's mark, of which its nine bytes hold a part: it stays
  expect(samplesOf(cleanMp4(bytes).bytes).subarray(-last).equals(spoken.subarray(0, last))).toBe(true);
  const size = 5 + spoken.length;
  const loud = film();
  const stsz = loud.indexOf('stsz');
  loud.writeUInt32BE(size, stsz + 4 + 12 + 4 * 4);
  const at = loud.indexOf(chunks[2] as Buffer);
  const grown = Buffer.concat([loud.subarray(0, at), zeros(5), spoken, loud.subarray(at + size)]);
  const cleaned = cleanMp4(grown);
  expect(cleaned.bytes.toString('latin1')).not.toContain(MAKER);
  expect(cleaned.bytes.includes(x264)).toBe(true);
  expect(samplesOf(cleaned.bytes)).toHaveLength(samplesOf(grown).length);
});

test('a picture that is turned by a quarter is as wide as it was high', () => {
  expect(cleanMp4(film({ isTurned: true }))).toMatchObject({ width: 48, height: 64 });
});

test.each([
  ['fragments', film({ isFragmented: true }), 'which is an MP4 in fragments'],
  ['another coding', film({ coding: 'hvc1' }), 'which is coded as hvc1'],
  ['a cut', film().subarray(0, 60), 'A box ends behind'],
  [
    'samples behind the end',
    film().fill(0xff, film().indexOf('stco') + 12, film().indexOf('stco') + 16),
    'behind the file',
  ],
])('refuses %s', (_, bytes, sentence) => {
  expect(() => cleanMp4(bytes)).toThrow(sentence);
});
