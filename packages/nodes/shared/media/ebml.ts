/**
 * EBML, the binary tree that WebM is written in (RFC 8794): an element is an id, a size and its content, the first two
 * as integers whose leading zero bits tell how long they are.
 */
export interface EbmlElement {
  id: number;
  /** Where its content begins. */
  from: number;
  end: number;
}

/** The length in bytes that an integer's first byte announces. */
function lengthAt(bytes: Buffer, at: number): number {
  const length = Math.clz32(bytes.readUInt8(at)) - 23;
  if (length > 8) throw new RangeError('An integer is longer than eight bytes.');
  return length;
}

/** An integer of up to six bytes. Longer ones of WebM are sizes and times beyond any that is taken. */
function unsigned(bytes: Buffer, at: number, length: number): number {
  const skipped = Math.max(0, length - 6);
  for (let place = at; place < at + skipped; place++)
    if (bytes.readUInt8(place) !== 0) throw new RangeError('An integer is too large.');
  return length === skipped ? 0 : bytes.readUIntBE(at + skipped, length - skipped);
}

/** An integer with its marker taken away; undefined where all bits are set, which says that a size is unknown. */
export function variableInteger(bytes: Buffer, at: number): { value: number | undefined; length: number } {
  const length = lengthAt(bytes, at);
  const rest = bytes.subarray(at, at + length);
  if (rest.length < length) throw new RangeError('An integer is cut.');
  const first = bytes.readUInt8(at) & (0xff >> length);
  const isUnknown = first === 0xff >> length && rest.subarray(1).every((byte) => byte === 0xff);
  if (isUnknown) return { value: undefined, length };
  const copy = Buffer.from(rest);
  copy[0] = first;
  return { value: unsigned(copy, 0, length), length };
}

/**
 * The elements of a stretch, one after the other. One of unknown size ends before the first of `siblings`, or with the
 * stretch (RFC 8794, section 6.2).
 */
export function elementsIn(
  bytes: Buffer,
  from: number,
  end: number,
  siblings: ReadonlySet<number> = new Set(),
): EbmlElement[] {
  const elements: EbmlElement[] = [];
  for (let at = from; at < end; ) {
    const head = headAt(bytes, at);
    const last =
      head.size === undefined ? endOfUnknown(bytes, head.from, end, siblings) : head.from + head.size;
    if (last > end) throw new RangeError('An element ends behind the one that it lies in.');
    elements.push({ id: head.id, from: head.from, end: last });
    at = last;
  }
  return elements;
}

function headAt(bytes: Buffer, at: number): { id: number; from: number; size: number | undefined } {
  const idLength = lengthAt(bytes, at);
  if (idLength > 4) throw new RangeError('An id is longer than four bytes.');
  const size = variableInteger(bytes, at + idLength);
  return { id: bytes.readUIntBE(at, idLength), from: at + idLength + size.length, size: size.value };
}

function endOfUnknown(bytes: Buffer, from: number, end: number, siblings: ReadonlySet<number>): number {
  for (let at = from; at < end; ) {
    const head = headAt(bytes, at);
    if (siblings.has(head.id)) return at;
    if (head.size === undefined) return end;
    at = head.from + head.size;
  }
  return end;
}

/** The unsigned number that an element holds. */
export function numberOf(bytes: Buffer, { from, end }: EbmlElement): number {
  return end === from ? 0 : unsigned(bytes, from, end - from);
}

/** The text that an element holds, up to the zero that may end it. */
export function textOfElement(bytes: Buffer, { from, end }: EbmlElement): string {
  return bytes.toString('latin1', from, end).split('\0', 1)[0] ?? '';
}

function bytesOf(value: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUIntBE(value, Math.max(0, length - 6), Math.min(length, 6));
  return bytes;
}

/** How many bytes a number takes at least. */
function breadth(value: number): number {
  let length = 1;
  while (value >= 256 ** length) length++;
  return length;
}

/** A size in as few bytes as hold it and are not all ones. */
function sizeBytes(size: number): Buffer {
  let length = 1;
  while (size >= 128 ** length - 1) length++;
  const bytes = bytesOf(size, length);
  bytes[0] = (bytes[0] as number) | (0x80 >> (length - 1));
  return bytes;
}

type Content = Buffer | number | string;

/** Writes an element: `element(0x4282, 'webm')`. Numbers are written unsigned and as short as they are. */
export function element(id: number, ...contents: readonly Content[]): Buffer {
  const parts = contents.map((one) => {
    if (typeof one === 'string') return Buffer.from(one, 'latin1');
    return typeof one === 'number' ? bytesOf(one, breadth(one)) : one;
  });
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  return Buffer.concat([bytesOf(id, breadth(id)), sizeBytes(size), ...parts]);
}

/** A number in eight bytes, so that its place is known before its value. */
export function eightBytes(value: number): Buffer {
  return bytesOf(value, 8);
}

/** A floating-point number. */
export function float(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes;
}
