import { type Box, box, boxesIn, boxIn, words } from './boxes.ts';
import { type Chunk, chunksOf, durationOf } from './mp4-samples.ts';
import { codingRefused, MediaRefusal } from './refusal.ts';

const codings: Record<string, readonly string[]> = {
  vide: ['avc1', 'avc3', 'vp09', 'av01'],
  soun: ['mp4a', 'Opus', 'fLaC'],
};
/** Tables of a track's samples that are kept as they are. */
const sampleTables: ReadonlySet<string> = new Set('stts ctts cslg stss stsc stsz sdtp sgpd sbgp'.split(' '));
/** Boxes that a decoder needs; others can name the program that wrote them. */
const decoderBoxes: ReadonlySet<string> = new Set('avcC vpcC av1C pasp clap esds dOps dfLa'.split(' '));

/** Bytes of a sample's description before its own boxes (ISO/IEC 14496-12, section 12). */
const descriptionHead: Record<string, number> = { vide: 78, soun: 28 };
/** Where the name of the compressor stands in that of a picture, and its length. */
const [COMPRESSOR, COMPRESSOR_LENGTH] = [42, 32];

/** Encoders write their name and settings into the stream, after these numbers: x264 and x265. */
const encoderMarks = ['dc45e9bde6d948b7962cd820d923eeef', '2ca2de09b51747dbbb55a4fe7fc2fc4e'].map((mark) =>
  Buffer.from(mark, 'hex'),
);
const SPACE = 0x20;

interface Track {
  trak: Box;
  handler: string;
  stbl: Box;
  chunks: Chunk[];
}

function readTrack(bytes: Buffer, trak: Box): Track {
  const mdia = boxIn(bytes, trak, 'mdia');
  const hdlr = boxIn(bytes, mdia, 'hdlr');
  const handler = bytes.toString('latin1', hdlr.from + 8, hdlr.from + 12);
  const stbl = boxIn(bytes, mdia, 'minf', 'stbl');
  return { trak, handler, stbl, chunks: codings[handler] ? chunksOf(bytes, stbl) : [] };
}

/** A copy of a box's content with the times of making and changing it set to 0; the first byte tells their length. */
function timeless(bytes: Buffer, { from, end }: Box): Buffer {
  const copy = Buffer.from(bytes.subarray(from, end));
  copy.fill(0, 4, copy.readUInt8(0) === 1 ? 20 : 12);
  return copy;
}

/** How samples are coded, without the compressor's name. */
function description(bytes: Buffer, { handler, stbl }: Track): Buffer {
  const stsd = boxIn(bytes, stbl, 'stsd');
  const entries = boxesIn(bytes, stsd.from + 8, stsd.end).map(({ type, from, end }) => {
    if (!codings[handler]?.includes(type))
      throw codingRefused(type.replace(/[^\w]/g, '?'), 'H.264, VP9 or AV1');
    const head = descriptionHead[handler] ?? 0;
    const fixed = Buffer.from(bytes.subarray(from, from + head));
    if (handler === 'vide') fixed.fill(0, COMPRESSOR, COMPRESSOR + COMPRESSOR_LENGTH);
    const parts = boxesIn(bytes, from + head, end).filter((one) => decoderBoxes.has(one.type));
    return box(type, fixed, ...parts.map((one) => box(one.type, bytes.subarray(one.from, one.end))));
  });
  return box('stsd', words(0, entries.length), ...entries);
}

/** Where a track's samples are: its tables, with the chunks at their new places. */
function tables(bytes: Buffer, track: Track, offsets: readonly number[]): Buffer {
  const kept = boxesIn(bytes, track.stbl.from, track.stbl.end).filter(({ type }) => sampleTables.has(type));
  return box(
    'stbl',
    description(bytes, track),
    ...kept.map(({ type, from, end }) => box(type, bytes.subarray(from, end))),
    box('stco', words(0, offsets.length, ...offsets)),
  );
}

/** A track written anew. Its data is in this very file: that is what the 1 says (section 8.7.2). */
function writeTrack(bytes: Buffer, track: Track, offsets: readonly number[]): Buffer {
  const { trak, handler } = track;
  const own = (type: string) => boxesIn(bytes, trak.from, trak.end).filter((one) => one.type === type);
  const data = box('dinf', box('dref', words(0, 1), box('url ', words(1))));
  const head = handler === 'vide' ? box('vmhd', words(1, 0, 0)) : box('smhd', words(0, 0));
  const media = box(
    'mdia',
    box('mdhd', timeless(bytes, boxIn(bytes, trak, 'mdia', 'mdhd'))),
    box('hdlr', words(0, 0), Buffer.from(handler, 'latin1'), words(0, 0, 0), Buffer.alloc(1)),
    box('minf', head, data, tables(bytes, track, offsets)),
  );
  const edits = own('edts').map(({ from, end }) => box('edts', bytes.subarray(from, end)));
  return box('trak', box('tkhd', timeless(bytes, boxIn(bytes, trak, 'tkhd'))), ...edits, media);
}

/** The samples of a chunk, without the texts that encoders leave in the stream. */
function samples(bytes: Buffer, { from, size }: Chunk): Buffer {
  const copy = Buffer.from(bytes.subarray(from, from + size));
  for (const mark of encoderMarks)
    for (let at = copy.indexOf(mark); at >= 0; at = copy.indexOf(mark, at + mark.length)) {
      const end = copy.indexOf(0, at + mark.length);
      copy.fill(SPACE, at + mark.length, end < 0 ? copy.length : end);
    }
  return copy;
}

/** A picture's size as it is shown: one that is turned by a quarter is as wide as it was high (section 8.3.2). */
function sizeOf(bytes: Buffer, { trak, stbl }: Track): { width: number; height: number } {
  const [entry] = boxesIn(bytes, boxIn(bytes, stbl, 'stsd').from + 8, boxIn(bytes, stbl, 'stsd').end);
  const tkhd = boxIn(bytes, trak, 'tkhd');
  const matrix = tkhd.from + (bytes.readUInt8(tkhd.from) === 1 ? 52 : 40);
  const at = entry?.from ?? bytes.length;
  const [width, height] = [bytes.readUInt16BE(at + 24), bytes.readUInt16BE(at + 26)];
  return bytes.readInt32BE(matrix) === 0 ? { width: height, height: width } : { width, height };
}

/**
 * An MP4 written anew from the samples of its first picture and sound: texts, names, dates and whatever else lay
 * between the samples stay behind, and so does what the file says of its own length, which is measured.
 */
export function cleanMp4(bytes: Buffer) {
  const top = boxesIn(bytes, 0, bytes.length);
  const moov = boxIn(bytes, { from: 0, end: bytes.length }, 'moov');
  const inside = boxesIn(bytes, moov.from, moov.end);
  if (top.some(({ type }) => type === 'moof') || inside.some(({ type }) => type === 'mvex'))
    throw new MediaRefusal(
      'which is an MP4 in fragments; save it in one piece, e.g. with: ffmpeg -i FILE -c copy -movflags +faststart NEW',
      '是分段的 MP4；请另存为完整的文件，例如：ffmpeg -i FILE -c copy -movflags +faststart NEW',
    );
  const tracks = inside.filter(({ type }) => type === 'trak').map((one) => readTrack(bytes, one));
  const [video, audio] = ['vide', 'soun'].map((wanted) => tracks.find(({ handler }) => handler === wanted));
  if (!video) throw new RangeError('There is no picture.');
  const written = write(bytes, boxIn(bytes, moov, 'mvhd'), audio ? [video, audio] : [video]);
  const mdhd = boxIn(bytes, video.trak, 'mdia', 'mdhd');
  const timescale = bytes.readUInt32BE(mdhd.from + (bytes.readUInt8(mdhd.from) === 1 ? 20 : 12));
  return { bytes: written, ...sizeOf(bytes, video), seconds: durationOf(bytes, video.stbl) / timescale };
}

const ftyp = box('ftyp', Buffer.from('isom\0\0\x02\0isomiso2mp41', 'latin1'));

/** The file with the tables first, and the chunks of all tracks in the order in which they stood. */
function write(bytes: Buffer, mvhd: Box, tracks: readonly Track[]): Buffer {
  const ordered = tracks.flatMap(({ chunks }) => chunks).sort((a, b) => a.from - b.from);
  const moovWith = (base: number) => {
    const places = new Map<Chunk, number>();
    let at = base;
    for (const chunk of ordered) {
      places.set(chunk, at);
      at += chunk.size;
    }
    const written = tracks.map((track) =>
      writeTrack(
        bytes,
        track,
        track.chunks.map((chunk) => places.get(chunk) ?? 0),
      ),
    );
    return box('moov', box('mvhd', timeless(bytes, mvhd)), ...written);
  };
  const head = ftyp.length + moovWith(0).length + 8;
  return Buffer.concat([ftyp, moovWith(head), box('mdat', ...ordered.map((chunk) => samples(bytes, chunk)))]);
}
