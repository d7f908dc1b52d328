import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BadRecord } from '@heed/labeling/formats/feedback.ts';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { mediaFormats } from '../shared/media/media.ts';
import { readMedia } from './read-media.ts';

const folder = mkdtempSync(join(tmpdir(), 'heed-media-'));
afterAll(() => rmSync(folder, { recursive: true }));

const samples = join(import.meta.dirname, '../../../templates/samples');
const whole = ['drawings/sun-steady.png', 'sounds/tone-clean.wav', 'videos/star-smooth.webm'].map((name) =>
  readFileSync(join(samples, name)),
);
/** The shortest that each format takes for its own, and real files. */
const beginnings = [
  ...['\x89PNG\r\n\x1a\n', '\xff\xd8\xff\xe0', 'GIF89a', 'RIFF\0\0\0\0WEBPVP8 ', 'RIFF\0\0\0\0WAVEfmt '],
  ...[
    'ID3\x04\0\0\0\0\0\0\xff\xfb\x90\0',
    '\x1aE\xdf\xa3\x87\x42\x82\x84webm\x18\x53\x80\x67',
    '\0\0\0\x14ftypisom',
  ],
].map((start) => Buffer.from(start, 'latin1'));

const arbitraryFile = fc.oneof(
  fc
    .tuple(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 400 }))
    .map(([start, rest]) => Buffer.concat([start, rest])),
  fc
    .tuple(
      fc.constantFrom(...whole),
      fc.array(fc.tuple(fc.nat(600), fc.nat(255)), { maxLength: 6 }),
      fc.nat(900),
    )
    .map(([bytes, changes, end]) => {
      const copy = Buffer.from(bytes.subarray(0, end < 300 ? bytes.length : end));
      for (const [at, value] of changes) if (at < copy.length) copy[at] = value;
      return copy;
    }),
);

test('whatever bytes a file has, it is read or refused with a sentence in both languages', () => {
  fc.assert(
    fc.property(arbitraryFile, fc.constantFrom(...mediaFormats), (bytes, { endings, modality }) => {
      const name = `a.${endings[0]}`;
      writeFileSync(join(folder, name), bytes);
      try {
        const { seconds = 1, width = 1, bytes: cleaned } = readMedia(folder, name, modality);
        expect(seconds).toBeGreaterThan(0);
        expect(width).toBeGreaterThan(0);
        expect(cleaned.length).toBeGreaterThan(0);
      } catch (error) {
        if (!(error instanceof BadRecord)) throw error;
        expect(error.clause.en).toContain(name);
        expect(error.clause.zh).toContain(name);
      }
    }),
    { numRuns: 600 },
  );
});

test('every sample that ships is read, and cleaning it twice changes nothing', () => {
  for (const [table, modality] of [
    ['drawings', 'image'],
    ['sounds', 'audio'],
    ['videos', 'video'],
  ] as const)
    for (const name of readdirSync(join(samples, table))) {
      const { bytes, path } = readMedia(join(samples, table), name, modality);
      writeFileSync(join(folder, name), bytes);
      expect(readMedia(folder, name, modality).path).toBe(path);
    }
});
