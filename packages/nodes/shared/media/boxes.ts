/** A box of an MP4 (ISO/IEC 14496-12, section 4.2): its content stands between `from` and `end`. */
export interface Box {
  type: string;
  from: number;
  end: number;
}

/** The boxes of a stretch, one after the other. */
export function boxesIn(bytes: Buffer, start: number, end: number): Box[] {
  const boxes: Box[] = [];
  for (let at = start; at < end; ) {
    const short = bytes.readUInt32BE(at);
    const head = short === 1 ? 16 : 8;
    const size = short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short || end - at;
    if (size < head || at + size > end) throw new RangeError('A box ends behind the one that it lies in.');
    boxes.push({ type: bytes.toString('latin1', at + 4, at + 8), from: at + head, end: at + size });
    at += size;
  }
  return boxes;
}

/** The first box of a type, e.g. `boxIn(bytes, trak, 'mdia', 'mdhd')` two levels down. Throws where there is none. */
export function boxIn(bytes: Buffer, { from, end }: Omit<Box, 'type'>, ...path: readonly string[]): Box {
  const [type, ...further] = path;
  const found = boxesIn(bytes, from, end).find((one) => one.type === type);
  if (!found) throw new RangeError(`There is no box ${type}.`);
  return further.length > 0 ? boxIn(bytes, found, ...further) : found;
}

/** Writes a box. */
export function box(type: string, ...contents: readonly Buffer[]): Buffer {
  const body = Buffer.concat(contents);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

/** Numbers of four bytes each. */
export function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [place, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, 4 * place);
  return bytes;
}
