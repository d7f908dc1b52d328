import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { graph } from './graphs.ts';
import { TestRunner } from './harness.ts';

const key = 'sk-never-seen-again';

/** The files of a folder whose content has a text. */
function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      (name) => statSync(join(folder, name)).isFile() && readFileSync(join(folder, name)).includes(text),
    )
    .sort();
}

test('an endpoint is listed without its key, which changes with its address', async () => {
  await using heed = await TestRunner.open();
  const { endpoints } = heed.runner.services;
  expect(endpoints.list()).toEqual([]);
  endpoints.set({ name: 'judge', url: 'https://api.example.com/v1/chat/completions', key }, 'Ada');
  expect(endpoints.list()).toMatchObject([
    { name: 'judge', url: 'https://api.example.com/v1', hasKey: true, author: 'Ada' },
  ]);
  expect(JSON.stringify(endpoints.list())).not.toContain(key);
  endpoints.set({ name: 'judge', url: 'http://127.0.0.1:8000/v1' }, 'Bob');
  expect(endpoints.list()).toMatchObject([{ url: 'http://127.0.0.1:8000/v1', hasKey: false, author: 'Bob' }]);
  endpoints.remove('judge');
  expect(() => endpoints.remove('judge')).toThrow('There is no endpoint "judge".');
});

test.each(['ftp://a/v1', 'judge', 'https://me:secret@a/v1', 'https://a/v1?key=1', ''])(
  'the address "%s" is refused',
  async (url) => {
    await using heed = await TestRunner.open();
    expect(() => heed.runner.services.endpoints.set({ name: 'judge', url }, 'Ada')).toThrow(
      'is not the address of an endpoint',
    );
  },
);

test('only kinds that reach out are told of it, and the key lies nowhere but in the database', async () => {
  await using heed = await TestRunner.open();
  heed.runner.services.endpoints.set({ name: 'judge', url: 'https://api.example.com/v1', key }, 'Ada');
  const { id } = await heed.run(graph({ out: { kind: 'reach-out' }, in: { kind: 'reach-in' } }));
  const run = heed.runner.services.runs.get(id);
  const results = Object.fromEntries(run.nodes.map(({ node, results }) => [node, results]));
  expect(results).toEqual({ out: { known: 1, keyLength: key.length }, in: { known: 0, keyLength: 0 } });
  expect(filesWith(heed.folder, key).filter((name) => !name.includes('heed.db'))).toEqual([]);
});
