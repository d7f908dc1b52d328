/** Bytes of one number of each stored type that Heed reads; all are widened to 32-bit floats. */
export const BYTES_PER_NUMBER: Readonly<Record<string, number>> = { F32: 4, F16: 2, BF16: 2 };

/** The sizes of the other types of the format: their tensors are checked, and refused only when they are read. */
const OTHER_SIZES: Readonly<Record<string, number>> = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  F8_E4M3: 1,
  F8_E5M2: 1,
  U16: 2,
  I16: 2,
  U32: 4,
  I32: 4,
  U64: 8,
  I64: 8,
  F64: 8,
};

/** Where a tensor lies: `begin` and `end` count bytes from the end of the header. */
export interface TensorEntry {
  name: string;
  dtype: string;
  shape: number[];
  begin: number;
  end: number;
}

export interface SafetensorsHeader {
  /** In the order of their bytes in the file. */
  entries: TensorEntry[];
  metadata: Record<string, string>;
}

/**
 * Checks the JSON header of a safetensors file against the number of data bytes that follow it: every tensor's offsets
 * must agree with its shape and type, and the tensors must fill the data without overlap or gap.
 * Throws one sentence that names the file, the tensor and both values.
 */
export function parseHeader(file: string, text: string, dataLength: number): SafetensorsHeader {
  const { __metadata__, ...tensors } = parseObject(file, text);
  const metadata = parseMetadata(file, __metadata__);
  const entries = Object.entries(tensors).map(([name, value]) => parseEntry(file, name, value));
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end);
  checkCoverage(file, entries, dataLength);
  return { entries, metadata };
}

function parseObject(file: string, text: string): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch {
    throw new Error(`${file}: the header is not JSON: the file is damaged or not a safetensors file.`);
  }
  if (!isObject(header)) throw new Error(`${file}: the header is not a JSON object.`);
  return header;
}

function parseMetadata(file: string, value: unknown): Record<string, string> {
  if (value === undefined || value === null) return {};
  if (!isObject(value) || Object.values(value).some((text) => typeof text !== 'string')) {
    throw new Error(`${file}: "__metadata__" must be an object of texts.`);
  }
  return value as Record<string, string>;
}

function parseEntry(file: string, name: string, value: unknown): TensorEntry {
  const where = `${file}: tensor "${name}"`;
  if (!isObject(value)) throw new Error(`${where} is described by ${show(value)} instead of an object.`);
  const { dtype, shape, data_offsets: offsets } = value;
  const size = typeof dtype === 'string' ? sizeOf(dtype) : undefined;
  if (size === undefined) throw new Error(`${where} has the unknown type ${show(dtype)}.`);
  if (!isListOfCounts(shape))
    throw new Error(`${where} has the shape ${show(shape)}, which is not a list of sizes.`);
  if (!isListOfCounts(offsets) || offsets.length !== 2) {
    throw new Error(`${where} has the offsets ${show(offsets)}, which are not two positions.`);
  }
  const [begin, end] = offsets as [number, number];
  const needed = shape.reduce((product, length) => product * length, size);
  if (end - begin !== needed) {
    throw new Error(
      `${where} needs ${needed} bytes for ${dtype} ${show(shape)}, but its offsets ${show(offsets)} span ${end - begin}.`,
    );
  }
  return { name, dtype: dtype as string, shape, begin, end };
}

function sizeOf(dtype: string): number | undefined {
  const known = { ...BYTES_PER_NUMBER, ...OTHER_SIZES };
  return Object.hasOwn(known, dtype) ? known[dtype] : undefined;
}

function checkCoverage(file: string, entries: TensorEntry[], dataLength: number): void {
  let position = 0;
  let before = 'the header';
  for (const { name, begin, end } of entries) {
    if (begin !== position) {
      const problem = begin < position ? 'overlaps' : 'leaves a gap after';
      throw new Error(
        `${file}: tensor "${name}" ${problem} ${before}: it begins at byte ${begin} instead of ${position}.`,
      );
    }
    position = end;
    before = `tensor "${name}"`;
  }
  if (position !== dataLength) {
    const problem = position > dataLength ? 'is cut off' : 'has bytes left over';
    throw new Error(
      `${file} ${problem}: its tensors need ${position} bytes up to ${before}, but ${dataLength} follow the header.`,
    );
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOfCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((count) => Number.isSafeInteger(count) && count >= 0);
}

/** A value for an error message, cut so that a hostile header does not flood the log. */
function show(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 80);
}
