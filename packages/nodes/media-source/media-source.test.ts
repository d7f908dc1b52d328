import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { candidateRow, TABLE_FILE } from '@heed/schema';
import { readTable } from '@heed/tables';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { mediaFormats } from '../shared/media/media.ts';
import { runNode, testContext } from '../testing/index.ts';
import { run } from './run.ts';
import spec from './spec.ts';

const latin = (content: string) => Buffer.from(content, 'latin1');
const u32 = (value: number, isBig = false) => {
  const bytes = Buffer.alloc(4);
  if (isBig) bytes.writeUInt32BE(value);
  else bytes.writeUInt32LE(value);
  return bytes;
};

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([latin(name), content]);
  return Buffer.concat([u32(content.length, true), body, u32(crc32(body), true)]);
}

/** A PNG of this size that says who made it. */
function png(width = 3, height = 2, maker = 'Model nine'): Buffer {
  const head = Buffer.concat([u32(width, true), u32(height, true), Buffer.of(8, 2, 0, 0, 0)]);
  const parts = [
    chunk('IHDR', head),
    chunk('tEXt', latin(`Software\0${maker}`)),
    chunk('IDAT', latin('pixels')),
  ];
  return Buffer.concat([latin('\x89PNG\r\n\x1a\n'), ...parts, chunk('IEND', latin('')), latin(maker)]);
}

/** A JPEG with camera data, a comment, two scans, and something behind its end. */
const jpeg = Buffer.concat([
  latin('\xff\xd8\xff\xe0\x00\x06JFIF\xff\xe1\x00\x0cModel nine'),
  latin('\xff\xfe\x00\x0cModel nine\xff\xc2\x00\x08\x08\x00\x05\x00\x07\x01'),
  latin(
    '\xff\xda\x00\x03\x01ab\xff\x00c\xff\xd0d\xff\xc4\x00\x03\x00\xff\xda\x00\x03\x01ef\xff\xd9Model nine',
  ),
]);

const riffChunk = (name: string, content: Buffer) =>
  Buffer.concat([latin(name), u32(content.length), content, Buffer.alloc(content.length % 2)]);

function riff(form: string, ...chunks: Buffer[]): Buffer {
  const body = Buffer.concat([latin(form), ...chunks]);
  return Buffer.concat([latin('RIFF'), u32(body.length), body]);
}

function wav(seconds: number): Buffer {
  const format = Buffer.concat([Buffer.of(1, 0, 1, 0), u32(100), u32(100), Buffer.of(1, 0, 8, 0)]);
  const list = riffChunk('LIST', latin('Model nine'));
  return riff('WAVE', riffChunk('fmt ', format), list, riffChunk('data', Buffer.alloc(100 * seconds, 128)));
}

/** Frames of 128 kbit/s at 44.1 kHz, 417 bytes each, after a tag. */
const mp3 = Buffer.concat([
  latin('ID3\x04\x00\x00\x00\x00\x00\x0aModel nine'),
  ...Array.from({ length: 100 }, () => Buffer.concat([latin('\xff\xfb\x90\x00'), Buffer.alloc(413)])),
  latin('TAGModel nine'),
]);

const webp = riff(
  'WEBP',
  riffChunk('VP8X', Buffer.of(0x2c, 0, 0, 0, 9, 0, 0, 4, 0, 0)),
  riffChunk('VP8 ', latin('picture!')),
  riffChunk('EXIF', latin('Model nine')),
);

/** A GIF of one pixel with a comment, data of a program, and the extension that repeats it. */
const gif = Buffer.concat([
  latin('GIF89a\x05\x00\x06\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff'),
  latin('!\xfe\x0aModel nine\x00!\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00'),
  latin('!\xff\x0bXMP DataXMP\x0aModel nine\x00!\xf9\x04\x00\x00\x00\x00\x00'),
  latin(',\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02L\x01\x00;Model nine'),
]);

async function read(
  files: Record<string, Buffer>,
  lines: readonly object[],
  config: Partial<z.input<typeof spec.config>> = {},
) {
  await using trial = await testContext(spec, { config: { file: 'table.jsonl', ...config } });
  await mkdir(join(trial.folder, 'in'));
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(trial.folder, 'in', name), bytes);
  await symlink('/etc/hostname', join(trial.folder, 'in', 'link.png'));
  const table = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  await writeFile(join(trial.folder, 'table.jsonl'), table);
  const { results, outputs } = await runNode(spec, run, trial);
  const folder = outputs.completions?.directory ?? '';
  const rows = await readTable(join(folder, TABLE_FILE), candidateRow);
  const contents = await Promise.all(rows.map(({ media }) => readFile(join(folder, media ?? ''))));
  const names = await readdir(join(folder, 'media'));
  return { results, rows, contents, names, facts: outputs.completions?.manifest.facts };
}

test('files to the same prompt come together, each content once, with what made them', async () => {
  const { results, rows, names, facts } = await read(
    { 'a.png': png(), 'b.png': png(4, 4), 'c.png': png(3, 2, 'x') },
    [
      { prompt: 'A cat', files: ['in/a.png', 'in/b.png'], model: ['one', 'two'] },
      { prompt: '一只狗', file: 'in/a.png', model: 'three' },
      { prompt: 'A cat', file: 'in/c.png' },
    ],
  );
  expect(rows.map(({ prompt, width, model, language }) => [prompt, width, model, language])).toEqual([
    ['A cat', 3, 'one', 'en'],
    ['A cat', 4, 'two', 'en'],
    ['一只狗', 3, 'three', 'zh'],
  ]);
  expect(results).toEqual({ records: 3, badLines: 0, prompts: 2, completions: 3, repeated: 1 });
  expect(names).toHaveLength(2);
  for (const row of rows) expect(row.media).toMatch(/^media\/[0-9a-f]{64}\.png$/);
  expect(rows.map(({ completion }) => completion)).toEqual(rows.map(({ media }) => media));
  expect(facts?.modality).toBe('image');
});

test.each([
  ['png', png(), 'image', { width: 3, height: 2, seconds: null, mediaType: 'image/png' }],
  ['jpg', jpeg, 'image', { width: 7, height: 5, seconds: null, mediaType: 'image/jpeg' }],
  ['webp', webp, 'image', { width: 10, height: 5, seconds: null, mediaType: 'image/webp' }],
  ['gif', gif, 'image', { width: 5, height: 6, mediaType: 'image/gif' }],
  ['wav', wav(3), 'audio', { width: null, height: null, seconds: 3, mediaType: 'audio/wav' }],
  ['mp3', mp3, 'audio', { seconds: expect.closeTo((100 * 1152) / 44_100, 6), mediaType: 'audio/mpeg' }],
] as const)(
  'a file .%s is measured, and says no more who made it',
  async (ending, bytes, modality, about) => {
    const name = `a.${ending}`;
    const { rows, contents } = await read({ [name]: bytes }, [{ prompt: 'P', file: `in/${name}` }], {
      modality,
    });
    expect(rows).toMatchObject([about]);
    const [content = Buffer.of()] = contents;
    expect(content.toString('latin1')).not.toContain('Model nine');
    const again = mediaFormats.find(({ fits }) => fits(content));
    expect(again?.type).toBe(about.mediaType);
    expect(again?.clean(content).bytes.equals(content)).toBe(true);
  },
);

describe('what is refused, with its line', () => {
  test.each([
    ['a.png', jpeg, 'content is JPEG; rename it to end in .jpg'],
    ['a.svg', latin('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'an SVG drawing, which can hold scripts'],
    ['a.png', latin('<!doctype html><script>'), 'whose content is none of PNG'],
    ['a.png', png().subarray(0, 40), 'cut off or damaged'],
    ['a.jpg', jpeg.subarray(0, 60), 'cut off or damaged'],
    ['a.png', png(9000, 2), '9000 × 2 pixels are more than 8192'],
    ['a.png', png(0, 2), 'cut off or damaged'],
    ['a.wav', wav(3), 'a WAV, where the node reads pictures'],
    ['a.gif', gif.subarray(0, 60), 'cut off or damaged'],
    ['a.webm', png(), 'content is PNG'],
    ['a.mp4', latin('\0\0\0\x14ftypqt  '), 'whose content is none of'],
    ['a.png', Buffer.concat([png(), Buffer.alloc(25 * 1024 * 1024)]), 'larger than 25 MB'],
  ])('%s: %#', async (name, bytes, sentence) => {
    const lines = [{ prompt: 'P', file: `in/${name}` }];
    await expect(read({ [name]: bytes }, lines)).rejects.toThrow(`Line 1 of table.jsonl names in/${name}`);
    await expect(read({ [name]: bytes }, lines)).rejects.toThrow(sentence);
  });

  test.each(['/etc/hostname', '../../../../etc/hostname', 'in/link.png', 'in', 'in/none.png'])(
    'the path %s',
    async (file) => {
      await expect(read({}, [{ prompt: 'P', file }])).rejects.toThrow(
        `Line 1 of table.jsonl names ${file}, which`,
      );
    },
  );

  test('sounds of more than ten minutes, and models that are not as many as the files', async () => {
    const sound = read({ 'a.wav': wav(601) }, [{ prompt: 'P', file: 'in/a.wav' }], { modality: 'audio' });
    await expect(sound).rejects.toThrow('is longer than 10 minutes');
    const models = read({ 'a.png': png() }, [{ prompt: 'P', file: 'in/a.png', model: ['one', 'two'] }]);
    await expect(models).rejects.toThrow('has 2 names in "model" for 1 files');
  });

  test('or is passed over and counted, and nothing of it is kept', async () => {
    const lines = [
      { prompt: 'P', files: ['in/b.png', 'in/bad.png'] },
      { prompt: 'P', file: 'in/a.png' },
    ];
    const files = { 'a.png': png(), 'b.png': png(5, 5), 'bad.png': jpeg };
    const { results, names } = await read(files, lines, { onBadLine: 'skip' });
    expect(results).toMatchObject({ completions: 1, badLines: 1 });
    expect(names).toHaveLength(1);
  });
});

test('CSV names one file a line, or a JSON list of them', async () => {
  await using trial = await testContext(spec, { config: { file: 'table.csv' } });
  await writeFile(join(trial.folder, 'a.png'), png());
  await writeFile(join(trial.folder, 'b.png'), png(4, 4));
  await writeFile(join(trial.folder, 'table.csv'), 'prompt,file,files\nP,a.png,\nP,,"[""b.png""]"\n');
  const { results } = await runNode(spec, run, trial);
  expect(results).toMatchObject({ records: 2, completions: 2 });
});
