import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrations } from '../../apps/runner/src/db/migrations/index.ts';
import { openDatabase } from '../../apps/runner/src/db/open.ts';
import { TestRunner, temporaryFolder } from '../execution/harness.ts';
import { person } from '../execution/labelers.ts';

const goldens = readdirSync(import.meta.dirname).filter((name) => /^schema-\d+\.sql$/.test(name));

/** A data folder as the Heed of an earlier schema left it. */
function restore(golden: string, folder: string): string {
  mkdirSync(join(folder, 'data'));
  const file = join(folder, 'data/heed.db');
  const client = new BetterSqlite3(file);
  client.pragma('foreign_keys = OFF');
  client.exec(readFileSync(join(import.meta.dirname, golden), 'utf8'));
  client.close();
  return file;
}

/** Tables whose rows no migration may lose; the others may be laid out anew. */
const lasting = [
  'graphs',
  'graph_versions',
  'runs',
  'attempts',
  'events',
  'artifacts',
  'tasks',
  'judgements',
];

function countRows(client: BetterSqlite3.Database): Record<string, number> {
  const count = (name: string) => client.prepare(`SELECT count(*) FROM ${name}`).pluck().get() as number;
  return Object.fromEntries(lasting.map((name) => [name, count(name)]));
}

describe.each(goldens)('a database of %s', (golden) => {
  it('comes up to date with every row, sound, and only once', () => {
    using folder = temporaryFolder();
    const file = restore(golden, folder.path);
    const old = new BetterSqlite3(file);
    const before = countRows(old);
    old.close();
    const { $client: client } = openDatabase(file);
    expect(client.pragma('user_version', { simple: true })).toBe(migrations.length);
    expect(client.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(client.pragma('foreign_key_check')).toEqual([]);
    expect(countRows(client)).toEqual(before);
    client.close();
    const again = openDatabase(file).$client;
    expect(countRows(again)).toEqual(before);
    again.close();
  });

  it('is read by every service', async () => {
    using folder = temporaryFolder();
    restore(golden, folder.path);
    await using heed = await TestRunner.open({ dataFolder: join(folder.path, 'data') });
    const { graphs, runs, labeling } = heed.runner.services;
    expect(graphs.list().map(({ name }) => name)).toEqual(expect.arrayContaining(['saved', 'test']));
    for (const { id } of graphs.list()) expect(graphs.get(id).graph.nodes.length).toBeGreaterThan(0);
    const states = runs.list().map(({ state }) => state);
    expect(states.sort()).toEqual(['failed', 'succeeded', 'succeeded', 'waiting_human']);
    for (const { id } of runs.list()) {
      const { events, view } = heed.record(id);
      expect(events.at(-1)?.seq).toBe(view.lastSeq);
      for (const { node } of view.nodes) runs.logs({ run: id, node });
    }
    const counted = runs.list().flatMap(({ id }) => runs.metrics({ run: id, node: 'c' }).series);
    expect(counted.map(({ name, values }) => [name, values.length])).toContainEqual(['number', 10]);
    const [batch] = await labeling.batches();
    expect(batch).toMatchObject({ node: 'people', done: 0, total: 2 });
    const ada = person(labeling, batch?.run ?? '', 'Ada', { session: 'new' });
    expect(ada.judge()).toBe('Prompt 0');
    expect(labeling.batches()).toMatchObject([{ node: 'people', done: 1, total: 2 }]);
  });
});

it('a database of a newer Heed is refused by name', () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'heed.db');
  const client = new BetterSqlite3(file);
  client.pragma(`user_version = ${migrations.length + 1}`);
  client.close();
  expect(() => openDatabase(file)).toThrow(/was written by a newer Heed/);
});
