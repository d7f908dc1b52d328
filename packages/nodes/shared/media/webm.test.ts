import { describe, expect, test } from 'vitest';
import { element, elementsIn, float, variableInteger } from './ebml.ts';
import { cleanWebm } from './webm.ts';
import { webm } from './webm-ids.ts';

const MAKER = 'Model nine';
const UNKNOWN_SIZE = Buffer.of(0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);

/** A block of a track at a time against its cluster's. */
function block(track: number, milliseconds: number, flags: number, content = 'picture'): Buffer {
  const head = Buffer.of(0x80 | track, 0, 0, flags);
  head.writeInt16BE(milliseconds, 1);
  return Buffer.concat([head, Buffer.from(content)]);
}

const simple = (track: number, at: number, isKey = false) =>
  element(webm.simpleBlock, block(track, at, isKey ? 0x80 : 0));

const ids: Record<string, number> = { V_VP8: 1, V_THEORA: 1, A_OPUS: 2, 'S_TEXT/UTF8': 17 };

function track(number: number, codec: string, ...more: Buffer[]): Buffer {
  const name = element(0x536e, MAKER);
  const type = element(webm.trackType, ids[codec] ?? 0);
  return element(
    webm.track,
    element(webm.trackNumber, number),
    name,
    type,
    element(webm.codecId, codec),
    ...more,
  );
}

const size = (width: number, height: number) =>
  element(webm.video, element(webm.pixelWidth, width), element(webm.pixelHeight, height));

interface Film {
  docType?: string;
  tracks?: readonly Buffer[];
  clusters?: readonly Buffer[];
  /** As a program writes it that does not know how long it will be. */
  isLive?: boolean;
}

const cluster = (at: number, ...blocks: Buffer[]) =>
  element(webm.cluster, element(webm.timestamp, at), ...blocks);
const pictures = [
  cluster(0, simple(1, 0, true), simple(2, 5), simple(1, 40)),
  cluster(
    80,
    simple(1, 0),
    element(webm.blockGroup, element(webm.block, block(1, 40, 0)), element(0x75a1, MAKER)),
  ),
  cluster(160, simple(1, 0, true), simple(3, 0)),
];

/** A WebM that says in many places who made it, and lies about its length. */
function film({ docType = 'webm', tracks = [track(1, 'V_VP8', size(64, 48))], ...more }: Film = {}): Buffer {
  const { clusters = pictures, isLive } = more;
  const head = element(webm.ebml, element(webm.docType, docType));
  const info = element(
    webm.info,
    ...[element(webm.duration, float(999_000)), element(webm.muxingApp, MAKER), element(0x7ba9, MAKER)],
  );
  const tags = element(0x1254c367, MAKER);
  const parts = [info, element(webm.tracks, ...tracks), ...clusters];
  if (!isLive) return Buffer.concat([head, element(webm.segment, ...parts, tags)]);
  const open = parts.map((part) =>
    part.readUInt32BE(0) === webm.cluster
      ? Buffer.concat([part.subarray(0, 4), UNKNOWN_SIZE, part.subarray(4 + variableInteger(part, 4).length)])
      : part,
  );
  return Buffer.concat([head, element(webm.segment).subarray(0, 4), UNKNOWN_SIZE, ...open, tags]);
}

/** The segment's parts, and where its content begins. */
function partsOf(bytes: Buffer) {
  const [, segment] = elementsIn(bytes, 0, bytes.length);
  if (!segment) throw new Error('There is no segment.');
  return { parts: elementsIn(bytes, segment.from, segment.end), from: segment.from };
}

describe.each([{ isLive: false }, { isLive: true }])(
  'a WebM is written anew (live: $isLive)',
  ({ isLive }) => {
    const cleaned = cleanWebm(
      film({ isLive, tracks: [track(1, 'V_VP8', size(64, 48)), track(3, 'S_TEXT/UTF8')] }),
    );

    test('measured, and without a word on who made it', () => {
      // pictures from 0 to 160 ms, one each 40 ms
      expect(cleaned).toMatchObject({ width: 64, height: 48, seconds: 0.2 });
      expect(cleaned.bytes.toString('latin1')).not.toContain(MAKER);
      expect(cleanWebm(cleaned.bytes)).toEqual(cleaned);
    });

    test('with the blocks of its picture alone, and an index of the pictures that stand for themselves', () => {
      const { parts, from } = partsOf(cleaned.bytes);
      expect(parts.map(({ id }) => id)).toEqual([
        webm.info,
        webm.tracks,
        webm.cues,
        ...Array(3).fill(webm.cluster),
      ]);
      const cues = parts.find(({ id }) => id === webm.cues) ?? { from: 0, end: 0 };
      const points = elementsIn(cleaned.bytes, cues.from, cues.end).map((point) => {
        const [, positions] = elementsIn(cleaned.bytes, point.from, point.end);
        const place = elementsIn(cleaned.bytes, positions?.from ?? 0, positions?.end ?? 0)[1];
        return Number(cleaned.bytes.readBigUInt64BE(place?.from)) + from;
      });
      expect(points.map((at) => cleaned.bytes.readUInt32BE(at))).toEqual([webm.cluster, webm.cluster]);
      const blocks = parts
        .filter(({ id }) => id === webm.cluster)
        .map((one) => elementsIn(cleaned.bytes, one.from, one.end).length - 1);
      expect(blocks).toEqual([2, 2, 1]);
    });
  },
);

test('the sound is kept where it can be played', () => {
  const { bytes } = cleanWebm(film({ tracks: [track(1, 'V_VP8', size(64, 48)), track(2, 'A_OPUS')] }));
  const { parts } = partsOf(bytes);
  const first = parts.find(({ id }) => id === webm.cluster) ?? { from: 0, end: 0 };
  expect(elementsIn(bytes, first.from, first.end)).toHaveLength(4);
});

test.each([
  ['another coding', film({ tracks: [track(1, 'V_THEORA')] }), 'which is coded as V_THEORA'],
  ['Matroska', film({ docType: 'matroska' }), 'which is Matroska and not WebM'],
  ['encryption', film({ tracks: [track(1, 'V_VP8', element(webm.contentEncodings))] }), 'which is encrypted'],
  ['no picture', film({ tracks: [track(2, 'A_OPUS')] }), 'There is no picture.'],
  ['a cut', film().subarray(0, 200), 'An element ends behind'],
])('refuses %s', (_, bytes, sentence) => {
  expect(() => cleanWebm(bytes)).toThrow(sentence);
});
