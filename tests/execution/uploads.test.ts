import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { writeTable } from '@heed/tables';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { previewOf } from '../../apps/runner/src/graphs/preview.ts';
import { RecentUploads } from '../../apps/runner/src/graphs/recent-uploads.ts';
import { storeUpload, storeUploadedFolder } from '../../apps/runner/src/graphs/uploads.ts';
import { temporaryFolder } from './harness.ts';

const lines = (count: number) =>
  Array.from({ length: count }, (_, n) => JSON.stringify({ prompt: `Will it rain? ${n}`, n })).join('\n');

/** A folder beside a graph, and one of uploads. */
function places() {
  const { path, [Symbol.dispose]: dispose } = temporaryFolder();
  const [folder, uploads] = [join(path, 'beside'), join(path, 'uploads')];
  mkdirSync(folder);
  const send = (name: string, content: string) =>
    storeUpload(uploads, name, Readable.from([Buffer.from(content)]));
  const look = (file: string, format: 'auto' | 'jsonl' | 'csv' = 'auto') =>
    previewOf({ path: file, kind: 'file', format }, { folder, uploads });
  return { folder, uploads, send, look, [Symbol.dispose]: dispose };
}

describe('a look into a file', () => {
  it('shows the first records and counts them all, in each format', async () => {
    using at = places();
    writeFileSync(join(at.folder, 'a.jsonl'), lines(12));
    writeFileSync(join(at.folder, 'b.csv'), 'prompt,answer\n"晴，热",yes\nb,\n');
    await writeTable(join(at.folder, 'c.parquet'), z.object({ x: z.int(), y: z.string().nullable() }), [
      { x: 1, y: 'one' },
      { x: 2, y: null },
    ]);
    expect(await at.look('a.jsonl')).toMatchObject({
      state: 'table',
      rows: { count: 12, isExact: true },
      columns: ['prompt', 'n'],
      sample: { 0: ['Will it rain? 0', '0'], length: 5 },
    });
    expect(await at.look('b.csv')).toMatchObject({
      columns: ['prompt', 'answer'],
      sample: [
        ['晴，热', 'yes'],
        ['b', ''],
      ],
    });
    expect(await at.look('c.parquet')).toMatchObject({
      rows: { count: 2, isExact: true },
      sample: [
        ['1', 'one'],
        ['2', null],
      ],
    });
  });

  it('reckons the records of a large file from its beginning', async () => {
    using at = places();
    const count = 150_000;
    writeFileSync(join(at.folder, 'large.jsonl'), lines(count).replaceAll('rain', 'rain'.repeat(16)));
    const found = await at.look('large.jsonl');
    if (found.state !== 'table') throw new Error(found.state);
    expect(found.rows.isExact).toBe(false);
    expect(Math.abs(found.rows.count - count)).toBeLessThan(count / 20);
  });

  it('says what is wrong: not there, sent elsewhere, a folder, another format, broken lines', async () => {
    using at = places();
    writeFileSync(join(at.folder, 'words.dat'), lines(2));
    writeFileSync(join(at.folder, 'bad.jsonl'), `${lines(1)}\nnot json\n`);
    writeFileSync(join(at.folder, 'worse.jsonl'), 'not json\n');
    writeFileSync(join(at.folder, 'empty.jsonl'), '');
    symlinkSync('/dev/zero', join(at.folder, 'endless.txt'));
    const gone = `upload:${'a'.repeat(64)}/chat.jsonl`;
    expect(await at.look('none.jsonl')).toEqual({ state: 'missing', reason: 'absent' });
    expect([await at.look(gone), await at.look('upload:x')]).toEqual(
      [1, 2].map(() => ({ state: 'missing', reason: 'upload' })),
    );
    expect(await at.look('.')).toEqual({ state: 'missing', reason: 'other-kind' });
    expect(await at.look('endless.txt')).toEqual({ state: 'missing', reason: 'other-kind' });
    expect(await at.look('words.dat')).toMatchObject({
      state: 'unread',
      why: { en: expect.stringMatching(/does not tell its format/) },
    });
    expect(await at.look('words.dat', 'jsonl')).toMatchObject({ rows: { count: 2 } });
    expect(await at.look('bad.jsonl')).toMatchObject({
      rows: { count: 1 },
      bad: { count: 1, first: { en: 'Line 2 is not a JSON object: not json.' } },
    });
    expect(await at.look('worse.jsonl')).toMatchObject({
      state: 'unread',
      why: { zh: expect.stringContaining('第 1 行') },
    });
    expect(await at.look('empty.jsonl')).toMatchObject({
      state: 'unread',
      why: { en: expect.stringContaining('0 records') },
    });
  });
});

describe('what was uploaded before', () => {
  it('is listed with its records, newest first; parts of a folder are that folder', async () => {
    using at = places();
    const recent = new RecentUploads(at.uploads);
    expect(await recent.list({ kind: 'file' })).toEqual([]);
    const first = await at.send('old.jsonl', lines(3));
    const second = await at.send('new.csv', 'prompt\na\n');
    const weights = await at.send('model.safetensors', 'weights');
    const digest = (path: string) => path.slice('upload:'.length).split('/')[0] as string;
    const files = [{ path: 'model.safetensors', sha256: digest(weights) }];
    const model = await storeUploadedFolder(at.uploads, 'tiny', files);
    utimesSync(join(at.uploads, digest(first), 'old.jsonl'), 100, 100);
    expect(await recent.list({ kind: 'file' })).toMatchObject([
      { path: second, name: 'new.csv', rows: { count: 1 } },
      { path: first, name: 'old.jsonl', rows: { count: 3 }, storedAt: 100_000 },
    ]);
    expect(await recent.list({ kind: 'directory' })).toMatchObject([
      { path: model, name: 'tiny', files: 1, bytes: 7 },
    ]);
  });
});
