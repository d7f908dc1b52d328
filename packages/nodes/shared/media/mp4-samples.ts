import { type Box, boxesIn, boxIn } from './boxes.ts';

/** A stretch of samples of one track that stand together in the file. */
export interface Chunk {
  from: number;
  size: number;
}

/** A table of a track: how many entries it has, and where the first one begins. */
function table(bytes: Buffer, { from, end }: Box, entrySize: number, head = 8) {
  const count = bytes.readUInt32BE(from + head - 4);
  if (from + head + count * entrySize > end) throw new RangeError('A table is cut.');
  return { count, at: (place: number) => from + head + place * entrySize };
}

/** The size of each sample (ISO/IEC 14496-12, section 8.7.3). */
function sampleSizes(bytes: Buffer, stbl: Box): { count: number; sizeOf(sample: number): number } {
  const stsz = boxIn(bytes, stbl, 'stsz');
  const same = bytes.readUInt32BE(stsz.from + 4);
  const { count, at } = table(bytes, stsz, same ? 0 : 4, 12);
  return { count, sizeOf: (sample) => same || bytes.readUInt32BE(at(sample)) };
}

/** Where each chunk begins, from a table of four or of eight bytes an entry (section 8.7.5). */
function chunkOffsets(bytes: Buffer, stbl: Box): number[] {
  const found = boxesIn(bytes, stbl.from, stbl.end).find(({ type }) => type === 'stco' || type === 'co64');
  if (!found) throw new RangeError('There is no table of chunks.');
  const isLong = found.type === 'co64';
  const { count, at } = table(bytes, found, isLong ? 8 : 4);
  return Array.from({ length: count }, (_, place) =>
    isLong ? Number(bytes.readBigUInt64BE(at(place))) : bytes.readUInt32BE(at(place)),
  );
}

/** The chunks of a track in their order; all of them lie in the file. Throws where the tables contradict each other. */
export function chunksOf(bytes: Buffer, stbl: Box): Chunk[] {
  const { count, sizeOf } = sampleSizes(bytes, stbl);
  const runs = table(bytes, boxIn(bytes, stbl, 'stsc'), 12);
  const samplesIn = samplesOfChunk(bytes, runs);
  let sample = 0;
  const chunks = chunkOffsets(bytes, stbl).map((from, place) => {
    const last = sample + samplesIn(place);
    if (last > count) throw new RangeError('There are more samples in chunks than in all.');
    let size = 0;
    for (; sample < last; sample++) size += sizeOf(sample);
    if (from + size > bytes.length) throw new RangeError('A chunk ends behind the file.');
    return { from, size };
  });
  if (sample !== count || count === 0) throw new RangeError('There are fewer samples in chunks than in all.');
  return chunks;
}

/** How many samples a chunk holds: the table names the first chunk of each run of equals, from 1 (section 8.7.4). */
function samplesOfChunk(bytes: Buffer, { count, at }: { count: number; at(place: number): number }) {
  let run = 0;
  return (chunk: number): number => {
    while (run + 1 < count && bytes.readUInt32BE(at(run + 1)) <= chunk + 1) run++;
    return bytes.readUInt32BE(at(run) + 4);
  };
}

/** How long a track is, in units of its own clock (section 8.6.1.2). */
export function durationOf(bytes: Buffer, stbl: Box): number {
  const { count, at } = table(bytes, boxIn(bytes, stbl, 'stts'), 8);
  let sum = 0;
  for (let place = 0; place < count; place++)
    sum += bytes.readUInt32BE(at(place)) * bytes.readUInt32BE(at(place) + 4);
  return sum;
}
