import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeTable } from '@heed/tables';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseRange } from '../../apps/runner/src/api/http/ranges.ts';
import { tableAsText } from '../../apps/runner/src/artifacts/table-files.ts';
import { tar, tarSize } from '../../apps/runner/src/artifacts/tar.ts';
import { graph } from './graphs.ts';
import { TestRunner, temporaryFolder } from './harness.ts';
import { serveTest } from './server.ts';

/** A served runner with a report and the table beside it. */
async function withReport() {
  const heed = await TestRunner.open();
  const server = await serveTest(heed.runner);
  const run = await heed.run(graph({ a: { kind: 'emit' }, m: { kind: 'measure' } }, 'a.out > m.in'));
  const id = run.node('m').outputs.report ?? '';
  return {
    ...{ heed, server, id, folder: heed.runner.artifacts.folderOf(id) },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await heed[Symbol.asyncDispose]();
    },
  };
}

describe('an artifact is downloaded', () => {
  it('as an archive that any tar unpacks to the very same files', async () => {
    await using served = await withReport();
    const answer = await served.server.get(`/artifacts/${served.id}/archive`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get('content-disposition')).toContain(`report-${served.id.slice(0, 8)}.tar`);
    expect(answer.headers.get('content-length')).toBe(String(bytes.length));
    writeFileSync(join(served.heed.folder, 'a.tar'), bytes);
    execFileSync('tar', ['-xf', 'a.tar'], { cwd: served.heed.folder });
    const unpacked = join(served.heed.folder, `report-${served.id.slice(0, 8)}`);
    expect(readdirSync(unpacked).sort()).toEqual(readdirSync(served.folder).sort());
    for (const name of readdirSync(served.folder))
      expect(readFileSync(join(unpacked, name)).equals(readFileSync(join(served.folder, name)))).toBe(true);
  });

  it('file by file, whole or in part', async () => {
    await using served = await withReport();
    const path = `/artifacts/${served.id}/files/report.json`;
    const content = readFileSync(join(served.folder, 'report.json'), 'utf8');
    const part = async (range: string, more: Record<string, string> = {}) => {
      const answer = await served.server.get(path, { cookie: served.server.cookie, range, ...more });
      return [answer.status, await answer.text(), answer.headers.get('content-range')];
    };
    const size = Buffer.byteLength(content);
    expect(await part('bytes=2-5')).toEqual([206, content.slice(2, 6), `bytes 2-5/${size}`]);
    expect(await part('bytes=-4')).toEqual([206, content.slice(-4), `bytes ${size - 4}-${size - 1}/${size}`]);
    expect(await part(`bytes=${size}-`)).toEqual([416, `The file has ${size} bytes.`, `bytes */${size}`]);
    expect(await part('bytes=0-1', { 'if-range': '"another"' })).toEqual([200, content, null]);
    const etag = (await served.server.get(path)).headers.get('etag') ?? '';
    expect((await part('bytes=0-1', { 'if-range': etag }))[0]).toBe(206);
  });

  it('as a table in three formats, and refused in one sentence otherwise', async () => {
    await using served = await withReport();
    const ask = (query: string) => served.server.get(`/artifacts/${served.id}/table?${query}`);
    const csv = await ask('file=pairs.parquet');
    expect(csv.headers.get('content-disposition')).toContain('pairs.csv');
    const lines = (await csv.text()).split('\r\n');
    expect([lines.length, lines[0], lines[8]]).toEqual([
      9,
      'promptId,prompt,y1,y2,reward1,reward2,judge1,judge2',
      '',
    ]);
    const rows = (await (await ask('file=pairs.parquet&format=jsonl')).text()).trim().split('\n');
    expect(rows.map((row) => JSON.parse(row).prompt)[6]).toBe('Prompt 6');
    const parquet = await (await ask('file=pairs.parquet&format=parquet')).arrayBuffer();
    expect(Buffer.from(parquet).equals(readFileSync(join(served.folder, 'pairs.parquet')))).toBe(true);
    for (const [query, status, sentence] of [
      ['file=pairs.parquet&format=xls', 400, /csv, jsonl or parquet, not as "xls"/],
      ['file=report.json', 400, /is not a table/],
      ['file=../x.parquet', 404, /has no file/],
    ] as const) {
      const answer = await ask(query);
      expect([query, answer.status, await answer.text()]).toEqual([
        query,
        status,
        expect.stringMatching(sentence),
      ]);
    }
  });

  it('by nobody without a session', async () => {
    await using served = await withReport();
    for (const what of ['archive', 'table', 'files/report.json'])
      expect((await served.server.get(`/artifacts/${served.id}/${what}`, {})).status).toBe(401);
  });
});

it('an archive holds long and Chinese names, empty files and sizes beyond 8 GB', async () => {
  using folder = temporaryFolder();
  const names = ['a.txt', `${'long/'.repeat(40)}b.txt`, '数据/晴天.txt', 'empty'];
  const files = names.map((path, index) => {
    const source = join(folder.path, `${index}`);
    writeFileSync(source, path === 'empty' ? '' : path.repeat(index * 100 + 1));
    return { path, source, size: readFileSync(source).length, modified: 1.7e12 };
  });
  const parts = await Array.from(await collect(tar(files)));
  const archive = Buffer.concat(parts);
  expect(archive.length).toBe(tarSize(files));
  writeFileSync(join(folder.path, 'a.tar'), archive);
  mkdirSync(join(folder.path, 'out'));
  execFileSync('tar', ['-xf', '../a.tar'], { cwd: join(folder.path, 'out') });
  for (const { path, source } of files)
    expect(readFileSync(join(folder.path, 'out', path)).equals(readFileSync(source))).toBe(true);

  const first = await tar([{ path: 'large', source: 'large', size: 9e9, modified: 0 }]).next();
  expect((first.value as Buffer).toString('latin1')).toContain('19 size=9000000000\n');
});

async function collect<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const all: Value[] = [];
  for await (const value of values) all.push(value);
  return all;
}

it('CSV and JSONL give back every text, number and gap', async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 't.parquet');
  const schema = z.object({ a: z.string().nullable(), b: z.number(), 'c "x", y': z.boolean() });
  const texts = ['', ' x', 'a,b', 'say "hi"', 'two\r\nlines', '晴天', null, '=1+1'];
  const rows = texts.map((a, index) => ({ a, b: index / 3, 'c "x", y': index % 2 === 0 }));
  await writeTable(file, schema, rows);
  const jsonl = (await collect(tableAsText(file, 'jsonl'))).join('');
  expect(
    jsonl
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(rows);
  expect((await collect(tableAsText(file, 'csv'))).join('')).toBe(
    [
      'a,b,"c ""x"", y"',
      ...['"",0,true', `" x",${1 / 3},false`, `"a,b",${2 / 3},true`, '"say ""hi""",1,false'],
      ...[`"two\r\nlines",${4 / 3},true`, `晴天,${5 / 3},false`, ',2,true', `=1+1,${7 / 3},false`, ''],
    ].join('\r\n'),
  );
});

it('a range never reaches beyond the file', () => {
  const header = fc.oneof(
    fc.string(),
    fc.tuple(fc.option(fc.nat(200)), fc.option(fc.nat(200))).map(([a, b]) => `bytes=${a ?? ''}-${b ?? ''}`),
  );
  fc.assert(
    fc.property(header, fc.nat(100), (text, size) => {
      const range = parseRange(text, size);
      if (!range) return;
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.end).toBeLessThan(size);
      expect(range.start).toBeLessThanOrEqual(range.end);
    }),
  );
});
