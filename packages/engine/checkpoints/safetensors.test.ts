import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSafetensors, readSafetensorsHeader, type TensorData, writeSafetensors } from './index.ts';
import { parseHeader } from './safetensors-header.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-safetensors-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A file with this header (an object or raw text) before the data. */
async function fileWith(header: unknown, data: Uint8Array, announced?: bigint): Promise<string> {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(announced ?? BigInt(text.length));
  const file = join(folder, 'hostile.safetensors');
  await writeFile(file, Buffer.concat([length, text, data]));
  return file;
}

function entry(dtype: unknown, shape: unknown, data_offsets: unknown) {
  return { dtype, shape, data_offsets };
}

const FLOATS = Buffer.from(new Float32Array([1, 2, 3, 4]).buffer);

describe('safetensors', () => {
  test('tensors come back bit for bit, also empty ones and scalars', async () => {
    const file = join(folder, 'whole.safetensors');
    const name = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !text.startsWith('__'));
    const shape = fc.array(fc.nat(3), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(name, shape),
        fc.noShrink(fc.infiniteStream(fc.float())),
        async (shapes, numbers) => {
          const tensors = new Map<string, TensorData>();
          for (const [key, sizes] of Object.entries(shapes)) {
            const length = sizes.reduce((product, size) => product * size, 1);
            tensors.set(key, { shape: sizes, data: Float32Array.from(numbers.take(length)) });
          }
          await writeSafetensors(file, tensors, { made: '这里' });
          const read = await readSafetensors(file);
          expect(read.metadata).toEqual({ made: '这里' });
          expect(new Map([...read.tensors].sort())).toEqual(new Map([...tensors].sort()));
        },
      ),
      { numRuns: 30 },
    );
  });

  test('equal tensors give equal files, in whatever order they come; nothing unfinished stays behind', async () => {
    const a: [string, TensorData] = ['a', { shape: [2], data: new Float32Array([1, 2]) }];
    const b: [string, TensorData] = ['b', { shape: [], data: new Float32Array([3]) }];
    await writeSafetensors(join(folder, 'ab'), new Map([a, b]));
    await writeSafetensors(join(folder, 'ba'), new Map([b, a]));
    const bytes = await readFile(join(folder, 'ab'));
    expect(bytes.equals(await readFile(join(folder, 'ba')))).toBe(true);
    expect(Number(bytes.readBigUInt64LE()) % 8).toBe(0);
    expect((await readdir(folder)).filter((name) => name.endsWith('.unfinished'))).toEqual([]);
  });

  test('F16 and BF16 are widened exactly, with subnormal, infinite and missing numbers', async () => {
    const halves = new Uint16Array([0x3c00, 0xc000, 0x3555, 0x0001, 0x8000, 0x7c00, 0xfc00, 0x7e00, 0x7bff]);
    const brains = new Uint16Array([0x3f80, 0xc000, 0x3eab, 0x0001, 0x8000, 0x7f80, 0xff80, 0x7fc0, 0x7f7f]);
    const data = Buffer.concat([Buffer.from(halves.buffer), Buffer.from(brains.buffer)]);
    const file = await fileWith({ h: entry('F16', [9], [0, 18]), b: entry('BF16', [3, 3], [18, 36]) }, data);
    const { tensors } = await readSafetensors(file);
    expect([...(tensors.get('h')?.data ?? [])]).toEqual([
      1,
      -2,
      0.333251953125,
      2 ** -24,
      -0,
      Infinity,
      -Infinity,
      Number.NaN,
      65504,
    ]);
    expect(tensors.get('b')?.shape).toEqual([3, 3]);
    expect([...(tensors.get('b')?.data ?? [])]).toEqual([
      1,
      -2,
      0.333984375,
      2 ** -133,
      -0,
      Infinity,
      -Infinity,
      Number.NaN,
      3.3895313892515355e38,
    ]);
  });

  test('tensors that are not wanted may be of any type; wanted ones may not', async () => {
    const file = await fileWith({ mask: entry('I64', [2], [0, 16]) }, FLOATS);
    expect((await readSafetensorsHeader(file)).entries).toMatchObject([
      { name: 'mask', dtype: 'I64', shape: [2] },
    ]);
    expect((await readSafetensors(file, (name) => name !== 'mask')).tensors.size).toBe(0);
    await expect(readSafetensors(file)).rejects.toThrow(
      /tensor "mask" is stored as I64; only F32, F16 and BF16/,
    );
  });

  test('numbers that do not fill their shape are not written', async () => {
    const tensors = new Map([['w', { shape: [2, 3], data: new Float32Array(5) }]]);
    await expect(writeSafetensors(join(folder, 'short'), tensors)).rejects.toThrow(
      /tensor "w" of shape \[2,3\] needs 6 numbers, but has 5/,
    );
  });
});

describe('a damaged or hostile safetensors file is refused in one sentence', () => {
  const whole = { w: entry('F32', [4], [0, 16]) };
  const cases: [string, unknown, Uint8Array, RegExp][] = [
    ['text that is not JSON', '{"w":', FLOATS, /the header is not JSON/],
    ['a list', '[1]', FLOATS, /the header is not a JSON object/],
    [
      'a number as metadata',
      { ...whole, __metadata__: { a: 1 } },
      FLOATS,
      /"__metadata__" must be an object of texts/,
    ],
    ['a number as tensor', { w: 3 }, FLOATS, /tensor "w" is described by 3 instead of an object/],
    [
      'an unknown type',
      { w: entry('toString', [4], [0, 16]) },
      FLOATS,
      /tensor "w" has the unknown type "toString"/,
    ],
    ['a negative size', { w: entry('F32', [-4], [0, 16]) }, FLOATS, /tensor "w" has the shape \[-4\]/],
    ['a fraction as size', { w: entry('F32', [1.5], [0, 6]) }, FLOATS, /has the shape \[1\.5\]/],
    ['a negative offset', { w: entry('F32', [4], [-16, 0]) }, FLOATS, /has the offsets \[-16,0\]/],
    ['a single offset', { w: entry('F32', [4], [16]) }, FLOATS, /has the offsets \[16\]/],
    [
      'offsets in the wrong order',
      { w: entry('F32', [4], [16, 0]) },
      FLOATS,
      /needs 16 bytes for F32 \[4\], but its offsets \[16,0\] span -16/,
    ],
    [
      'the size of another type',
      { w: entry('F16', [4], [0, 16]) },
      FLOATS,
      /needs 8 bytes for F16 \[4\], .* span 16/,
    ],
    [
      'a shape larger than any memory',
      { w: entry('F32', [2 ** 52, 2 ** 52], [0, 16]) },
      FLOATS,
      /needs 8\.1129\S+ bytes .* span 16/,
    ],
    [
      'overlapping tensors',
      { v: entry('F32', [3], [0, 12]), w: entry('F32', [2], [8, 16]) },
      FLOATS,
      /tensor "w" overlaps tensor "v": it begins at byte 8 instead of 12/,
    ],
    [
      'a gap between tensors',
      { v: entry('F32', [1], [0, 4]), w: entry('F32', [2], [8, 16]) },
      FLOATS,
      /tensor "w" leaves a gap after tensor "v": it begins at byte 8 instead of 4/,
    ],
    ['missing data', whole, FLOATS.subarray(0, 12), /is cut off: its tensors need 16 bytes .* but 12 follow/],
    [
      'data left over',
      whole,
      Buffer.concat([FLOATS, FLOATS]),
      /has bytes left over: its tensors need 16 .* but 32/,
    ],
  ];
  test.each(cases)('%s', async (_, header, data, message) => {
    const file = await fileWith(header, data);
    const error: Error = await readSafetensors(file).then(
      () => expect.unreachable(),
      (reason) => reason,
    );
    expect(error.message).toMatch(message);
    expect(error.message.startsWith(file)).toBe(true);
  });

  test('a header length beyond the file or beyond reason, before any memory is taken', async () => {
    for (const announced of [100n, 2n ** 40n, 2n ** 64n - 1n]) {
      const file = await fileWith(whole, FLOATS, announced);
      await expect(readSafetensors(file)).rejects.toThrow(
        new RegExp(`announces a header of ${announced} bytes, but at most \\d+ are possible`),
      );
    }
    await writeFile(join(folder, 'tiny'), 'abc');
    await expect(readSafetensors(join(folder, 'tiny'))).rejects.toThrow(/is 3 bytes long: too short/);
  });
});

describe('any header at all', () => {
  const number = fc.oneof(
    fc.integer({ min: -2, max: 20 }),
    fc.double(),
    fc.constantFrom(2 ** 31, 2 ** 53, -0),
  );
  const tensor = fc.record(
    {
      dtype: fc.oneof(fc.constantFrom('F32', 'F16', 'BF16', 'BOOL', 'F64', '__proto__'), fc.jsonValue()),
      shape: fc.oneof(fc.array(number, { maxLength: 4 }), fc.jsonValue()),
      data_offsets: fc.oneof(fc.tuple(number, number), fc.jsonValue()),
    },
    { requiredKeys: [] },
  );
  const header = fc.dictionary(fc.string(), fc.oneof({ weight: 5, arbitrary: tensor }, fc.jsonValue()));

  test('is read consistently or refused by name, never with an internal error', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          header.map((value) => JSON.stringify(value)),
          fc.json(),
          fc.string(),
        ),
        fc.nat(64),
        (text, size) => {
          try {
            const { entries } = parseHeader('fuzz.safetensors', text, size);
            expect(entries.reduce((sum, { begin, end }) => sum + end - begin, 0)).toBe(size);
          } catch (error) {
            expect((error as Error).constructor).toBe(Error);
            expect((error as Error).message).toMatch(/^fuzz\.safetensors[: ]/);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('a whole file with one byte changed reads as tensors of the same size or is refused by name', async () => {
    const file = join(folder, 'flipped.safetensors');
    await writeSafetensors(
      file,
      new Map([['weight', { shape: [2, 2], data: new Float32Array([1, 2, 3, 4]) }]]),
    );
    const bytes = await readFile(file);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (position, change) => {
          const damaged = Buffer.from(bytes);
          damaged[position] = (damaged[position] as number) ^ change;
          await writeFile(file, damaged);
          const result = await readSafetensors(file).catch((error: Error) => error);
          if (result instanceof Error) expect(result.message.startsWith(file)).toBe(true);
          else for (const { data } of result.tensors.values()) expect(data.byteLength).toBe(16);
        },
      ),
      { numRuns: 200 },
    );
  });
});
