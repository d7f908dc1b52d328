import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readJsonList } from './json-list.ts';
import type { RawRecord } from './raw-record.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-list-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string | Uint8Array) {
  const file = join(folder, 'list.json');
  await writeFile(file, content);
  const records: RawRecord[] = [];
  for await (const record of readJsonList(file)) records.push(record);
  return records;
}

test('the objects of a list are read one by one, however they are written', async () => {
  const property = fc.asyncProperty(
    fc.array(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), { maxLength: 8 }),
    fc.constantFrom(undefined, 2, '\t\r\n'),
    async (list, space) => {
      const plain = JSON.parse(JSON.stringify(list));
      const records = await read(JSON.stringify(list, null, space));
      expect(records).toEqual(plain.map((fields: unknown, index: number) => ({ line: index + 1, fields })));
    },
  );
  await fc.assert(property, { numRuns: 60 });
});

test.each([
  ['{"a": 1}', 1, 'does not begin a JSON list of objects: {"a": 1}'],
  ['', 1, 'does not begin a JSON list of objects: '],
  ['[{"a": 1}, 7]', 2, 'is not an object'],
  ['[{"a": 1}, {"b" 2}]', 2, 'is not a JSON object: {"b" 2}'],
  ['[{"a": 1}, {"b": "x', 2, 'ends in the middle of its list'],
  ['[{"a": 1}] [', 2, 'goes on after its list has ended'],
  ['[{"a": 1},]', 2, 'is not a JSON object: '],
])('what is wrong in %j is said with its place', async (content, line, sentence) => {
  const bad = (await read(content)).filter((record) => 'bad' in record);
  expect(bad[0]).toMatchObject({ line, bad: { en: sentence } });
});

test('any bytes give records or sentences', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 80 }),
    fc.string({ unit: fc.constantFrom(...'[]{}",:1\\ ') }),
  );
  const property = fc.asyncProperty(bytes, async (content) => {
    for (const record of await read(content))
      if ('bad' in record) expect(record.bad.zh).not.toBe('');
      else expect(typeof record.fields).toBe('object');
  });
  await fc.assert(property, { numRuns: 150 });
});

test('a list that comes in many pieces keeps characters that the pieces cut', async () => {
  const list = Array.from({ length: 3000 }, (_, n) => ({ n, text: '晴天👩‍🚀"\\'.repeat(10) }));
  const records = await read(`\uFEFF${JSON.stringify(list)}`);
  expect(records.map((record) => 'fields' in record && record.fields)).toEqual(list);
});
