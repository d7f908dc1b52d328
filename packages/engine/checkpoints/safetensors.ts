import { type FileHandle, open } from 'node:fs/promises';
import {
  BYTES_PER_NUMBER,
  parseHeader,
  type SafetensorsHeader,
  type TensorEntry,
} from './safetensors-header.ts';
import { widen } from './widen.ts';
import { writeDurably } from './write-durably.ts';

/** The numbers of a tensor in row-major order. */
export interface TensorData {
  shape: number[];
  data: Float32Array;
}

export interface Safetensors {
  tensors: Map<string, TensorData>;
  metadata: Record<string, string>;
}

/** The limit that the format's own library sets: a longer header is an attack or a damaged file. */
const LONGEST_HEADER = 100_000_000;

/** One read call moves at most this many bytes; the operating system allows no more than 2 GiB. */
const LONGEST_READ = 2 ** 30;

/**
 * Reads a safetensors file; F16 and BF16 are widened to 32-bit floats. `wanted` leaves out tensors by name unread.
 * The header is checked in full before memory for any tensor is taken; what is wrong is said in one sentence.
 */
export async function readSafetensors(
  file: string,
  wanted: (name: string) => boolean = () => true,
): Promise<Safetensors> {
  const handle = await open(file);
  try {
    const { header, dataStart } = await readHeader(file, handle);
    const tensors = new Map<string, TensorData>();
    for (const entry of header.entries) {
      if (wanted(entry.name)) tensors.set(entry.name, await readTensor(file, handle, entry, dataStart));
    }
    return { tensors, metadata: header.metadata };
  } finally {
    await handle.close();
  }
}

/** Names, types and shapes of a safetensors file, without reading its numbers. */
export async function readSafetensorsHeader(file: string): Promise<SafetensorsHeader> {
  const handle = await open(file);
  try {
    return (await readHeader(file, handle)).header;
  } finally {
    await handle.close();
  }
}

async function readHeader(file: string, handle: FileHandle) {
  const { size } = await handle.stat();
  if (size < 8) throw new Error(`${file} is ${size} bytes long: too short for a safetensors file.`);
  const length = (await readBytes(file, handle, 0, 8)).readBigUInt64LE();
  const available = size - 8;
  if (length > LONGEST_HEADER || length > available) {
    const limit = Math.min(LONGEST_HEADER, available);
    throw new Error(
      `${file} announces a header of ${length} bytes, but at most ${limit} are possible: it is damaged.`,
    );
  }
  const headerLength = Number(length);
  const text = (await readBytes(file, handle, 8, headerLength)).toString('utf8');
  return { header: parseHeader(file, text, available - headerLength), dataStart: 8 + headerLength };
}

async function readTensor(file: string, handle: FileHandle, entry: TensorEntry, dataStart: number) {
  const { name, dtype, shape, begin, end } = entry;
  if (!Object.hasOwn(BYTES_PER_NUMBER, dtype)) {
    throw new Error(`${file}: tensor "${name}" is stored as ${dtype}; only F32, F16 and BF16 can be read.`);
  }
  const bytes = await readBytes(file, handle, dataStart + begin, end - begin);
  return { shape, data: widen(dtype, bytes) };
}

async function readBytes(file: string, handle: FileHandle, position: number, length: number) {
  const bytes = Buffer.from(new ArrayBuffer(length));
  let done = 0;
  while (done < length) {
    const part = Math.min(length - done, LONGEST_READ);
    const { bytesRead } = await handle.read(bytes, done, part, position + done);
    if (bytesRead === 0) throw new Error(`${file} ended at byte ${position + done} while it was being read.`);
    done += bytesRead;
  }
  return bytes;
}

/**
 * Writes tensors as F32, in the order of their names, so that equal tensors give equal files.
 * The file appears under its name only when it is complete and on the disk.
 */
export async function writeSafetensors(
  file: string,
  tensors: ReadonlyMap<string, TensorData>,
  metadata: Record<string, string> = { format: 'pt' },
): Promise<void> {
  const names = [...tensors.keys()].sort();
  const header: Record<string, unknown> = { __metadata__: metadata };
  const parts: Uint8Array[] = [];
  let position = 0;
  for (const name of names) {
    const { shape, data } = tensors.get(name) as TensorData;
    checkSize(file, name, shape, data.length);
    header[name] = { dtype: 'F32', shape, data_offsets: [position, position + data.byteLength] };
    position += data.byteLength;
    parts.push(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  const text = Buffer.from(JSON.stringify(header));
  const padded = Buffer.concat([text, Buffer.alloc((8 - (text.length % 8)) % 8, ' ')]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  await writeDurably(file, [length, padded, ...parts]);
}

function checkSize(file: string, name: string, shape: number[], length: number): void {
  const needed = shape.reduce((product, size) => product * size, 1);
  if (needed === length) return;
  throw new Error(
    `${file}: tensor "${name}" of shape [${shape}] needs ${needed} numbers, but has ${length}.`,
  );
}
