import { eightBytes, element, float } from './ebml.ts';
import { webm } from './webm-ids.ts';

/** Blocks that are written together, and from when on. */
export interface WebmCluster {
  /** In units of the timestamp scale. */
  timestamp: number;
  /** SimpleBlocks and BlockGroups, whole. */
  blocks: readonly Buffer[];
  /** Does it begin with a picture that needs no other? Then it can be jumped to. */
  isEntry: boolean;
}

interface WebmFile {
  /** Nanoseconds of a unit of time. */
  timestampScale: number;
  /** In such units. */
  duration: number;
  /** Track entries, whole. */
  tracks: readonly Buffer[];
  /** The track that jumps go by. */
  cueTrack: number;
  clusters: readonly WebmCluster[];
}

/** What every file begins with (RFC 9559, section 5.1; docTypeVersion 4 is read by all readers of version 2). */
const head = element(
  webm.ebml,
  ...[element(0x4286, 1), element(0x42f7, 1), element(0x42f2, 4), element(0x42f3, 8)],
  ...[element(webm.docType, 'webm'), element(0x4287, 4), element(0x4285, 2)],
);

/** A WebM file with the index before the clusters, so that a browser can jump in what it has not loaded. */
export function writeWebm({ timestampScale, duration, tracks, cueTrack, clusters }: WebmFile): Buffer {
  const info = element(
    webm.info,
    element(webm.timestampScale, timestampScale),
    element(webm.duration, float(duration)),
    ...[element(webm.muxingApp, 'Heed'), element(webm.writingApp, 'Heed')],
  );
  const about = Buffer.concat([info, element(webm.tracks, ...tracks)]);
  const written = clusters.map(({ timestamp, blocks }) =>
    element(webm.cluster, element(webm.timestamp, timestamp), ...blocks),
  );
  const index = (first: number) => {
    let at = first;
    const points = clusters.flatMap(({ timestamp, isEntry }, place) => {
      const position = at;
      at += written[place]?.length ?? 0;
      return isEntry ? [cuePoint(timestamp, cueTrack, position)] : [];
    });
    return element(webm.cues, ...points);
  };
  const cues = index(about.length + index(0).length);
  return Buffer.concat([head, element(webm.segment, about, cues, ...written)]);
}

/** An entry of the index; of one length whatever it holds, since its own length moves what it points to. */
function cuePoint(timestamp: number, track: number, position: number): Buffer {
  const place = [element(webm.cueTrack, track), element(webm.cueClusterPosition, eightBytes(position))];
  return element(webm.cuePoint, element(webm.cueTime, timestamp), element(webm.cueTrackPositions, ...place));
}
