import { type EbmlElement, element, elementsIn, numberOf, textOfElement, variableInteger } from './ebml.ts';
import { codingRefused, MediaRefusal } from './refusal.ts';
import { besideClusters, webm } from './webm-ids.ts';
import { type WebmCluster, writeWebm } from './webm-write.ts';

const [VIDEO, AUDIO] = [1, 2];
const codecs: Record<number, readonly string[]> = {
  [VIDEO]: ['V_VP8', 'V_VP9', 'V_AV1'],
  [AUDIO]: ['A_OPUS'],
};
/** What a track's entry keeps beside its number and type; names, languages and random ids stay behind. */
const trackParts: ReadonlySet<number> = new Set([
  ...[webm.lacing, webm.defaultDuration, webm.codecId, webm.codecPrivate, webm.codecDelay, webm.seekPreRoll],
  ...[webm.video, webm.audio],
]);
const groupParts: ReadonlySet<number> = new Set([
  ...[webm.block, webm.blockDuration, webm.referenceBlock, webm.discardPadding],
]);

type Find = (id: number) => EbmlElement | undefined;

/** The first child of each id. */
function childrenOf(bytes: Buffer, { from, end }: EbmlElement): { all: EbmlElement[]; find: Find } {
  const all = elementsIn(bytes, from, end);
  return { all, find: (id) => all.find((one) => one.id === id) };
}

interface Track {
  number: number;
  type: number;
  /** In nanoseconds; 0 where the file does not say. */
  frame: number;
  size: { width: number; height: number };
  entry: Buffer;
}

function readTrack(bytes: Buffer, place: EbmlElement): Track {
  const { all, find } = childrenOf(bytes, place);
  const value = (id: number) => {
    const found = find(id);
    return found ? numberOf(bytes, found) : 0;
  };
  const [number, type] = [value(webm.trackNumber), value(webm.trackType)];
  const codec = find(webm.codecId);
  const coding = codec ? textOfElement(bytes, codec) : '';
  if (codecs[type] && !codecs[type].includes(coding))
    throw codingRefused(coding.slice(0, 20).replace(/[^\w/-]/g, '?'), 'VP8, VP9 or AV1 with Opus');
  if (find(webm.contentEncodings))
    throw new MediaRefusal('which is encrypted; save it without', '已加密；请另存为未加密的文件');
  const kept = all.filter(({ id }) => trackParts.has(id));
  const parts = kept.map(({ id, from, end }) => element(id, bytes.subarray(from, end)));
  const numbers = [
    element(webm.trackNumber, number),
    element(webm.trackUid, number),
    element(webm.trackType, type),
  ];
  const size = sizeOf(bytes, find(webm.video));
  return {
    number,
    type,
    frame: value(webm.defaultDuration),
    size,
    entry: element(webm.track, ...numbers, ...parts),
  };
}

function sizeOf(bytes: Buffer, video: EbmlElement | undefined): Track['size'] {
  if (!video) return { width: 0, height: 0 };
  const { find } = childrenOf(bytes, video);
  const [width, height] = [find(webm.pixelWidth), find(webm.pixelHeight)];
  return { width: width ? numberOf(bytes, width) : 0, height: height ? numberOf(bytes, height) : 0 };
}

interface Block {
  track: number;
  /** Against its cluster's. */
  timestamp: number;
  isKey: boolean;
  bytes: Buffer;
}

/** A block's head: its track, its time against the cluster's in two bytes, and flags (RFC 9559, section 10.1). */
function readBlock(bytes: Buffer, place: EbmlElement): Block {
  const isSimple = place.id === webm.simpleBlock;
  const parts = isSimple
    ? []
    : elementsIn(bytes, place.from, place.end).filter(({ id }) => groupParts.has(id));
  const body = isSimple ? place : parts.find(({ id }) => id === webm.block);
  if (!body) throw new RangeError('A group has no block.');
  const track = variableInteger(bytes, body.from);
  const at = body.from + track.length;
  if (at + 3 > body.end) throw new RangeError('A block is cut.');
  const written = isSimple
    ? element(place.id, bytes.subarray(place.from, place.end))
    : element(place.id, ...parts.map(({ id, from, end }) => element(id, bytes.subarray(from, end))));
  const isKey = isSimple
    ? (bytes.readUInt8(at + 2) & 0x80) > 0
    : parts.every(({ id }) => id !== webm.referenceBlock);
  return { track: track.value ?? 0, timestamp: bytes.readInt16BE(at), isKey, bytes: written };
}

interface ReadCluster extends WebmCluster {
  /** Times of the pictures. */
  times: number[];
}

/** The blocks of the kept tracks of a cluster; undefined where there are none. */
function readCluster(bytes: Buffer, place: EbmlElement, kept: readonly number[]): ReadCluster | undefined {
  const { all, find } = childrenOf(bytes, place);
  const at = find(webm.timestamp);
  const timestamp = at ? numberOf(bytes, at) : 0;
  const blocks = all
    .filter(({ id }) => id === webm.simpleBlock || id === webm.blockGroup)
    .map((one) => readBlock(bytes, one))
    .filter(({ track }) => kept.includes(track));
  if (blocks.length === 0) return undefined;
  const pictures = blocks.filter(({ track }) => track === kept[0]);
  return {
    timestamp,
    blocks: blocks.map((one) => one.bytes),
    isEntry: pictures[0]?.isKey === true,
    times: pictures.map((one) => timestamp + one.timestamp),
  };
}

/** The segment of a file that says of itself that it is WebM. */
function segmentOf(bytes: Buffer): EbmlElement[] {
  const [head, segment] = elementsIn(bytes, 0, bytes.length);
  const docType = head && childrenOf(bytes, head).find(webm.docType);
  if (docType && textOfElement(bytes, docType) !== 'webm')
    throw new MediaRefusal(
      'which is Matroska and not WebM; save it as WebM',
      '是 Matroska 而非 WebM；请另存为 WebM',
    );
  if (!docType || segment?.id !== webm.segment) throw new RangeError('There is no segment.');
  return elementsIn(bytes, segment.from, segment.end, besideClusters);
}

/** How long it is to the end of the last picture, in units of its timestamps. */
function lengthOf(times: readonly number[], frame: number): number {
  const [first = 0] = times;
  const last = times.reduce((most, one) => Math.max(most, one), first);
  return last + (frame || (times.length > 1 ? (last - first) / (times.length - 1) : 0));
}

/**
 * A WebM written anew from its pictures and sound alone: programs' names, titles, tags, dates and attachments stay
 * behind, and so does what the file says of its own length, which is measured. Recordings that have no index get one.
 */
export function cleanWebm(bytes: Buffer) {
  const parts = segmentOf(bytes);
  const [info, tracks] = [webm.info, webm.tracks].map((wanted) => parts.find(({ id }) => id === wanted));
  if (!info || !tracks) throw new RangeError('A part is missing.');
  const scale = childrenOf(bytes, info).find(webm.timestampScale);
  const timestampScale = scale ? numberOf(bytes, scale) : 1_000_000;
  const entries = childrenOf(bytes, tracks).all.filter(({ id }) => id === webm.track);
  const read = entries.map((one) => readTrack(bytes, one));
  const [video, audio] = [VIDEO, AUDIO].map((type) => read.find((one) => one.type === type));
  if (!video) throw new RangeError('There is no picture.');
  const kept = audio ? [video, audio] : [video];
  const clusters = parts
    .filter(({ id }) => id === webm.cluster)
    .flatMap(
      (one) =>
        readCluster(
          bytes,
          one,
          kept.map(({ number }) => number),
        ) ?? [],
    );
  const duration = lengthOf(
    clusters.flatMap(({ times }) => times),
    video.frame / timestampScale,
  );
  const written = {
    timestampScale,
    duration,
    clusters,
    cueTrack: video.number,
    tracks: kept.map(({ entry }) => entry),
  };
  return { bytes: writeWebm(written), ...video.size, seconds: (duration * timestampScale) / 1e9 };
}
