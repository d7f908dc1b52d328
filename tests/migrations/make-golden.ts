/**
 * Writes `schema-N.sql` beside this file: a small data folder's database as text, N being the newest schema.
 * Run it once when a schema is released: npm exec -- node tests/migrations/make-golden.ts
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { graph } from '../execution/graphs.ts';
import { TestRunner } from '../execution/harness.ts';
import { person } from '../execution/labelers.ts';

/** A value as SQL writes it. */
function literal(value: unknown): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return `'${String(value).replaceAll("'", "''")}'`;
}

/** Every table with its rows, then indices and triggers, then the schema's number. */
function dump(client: BetterSqlite3.Database): string {
  const objects = client
    .prepare(
      "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
    )
    .all() as { type: string; name: string; sql: string }[];
  const tables = objects.filter(({ type }) => type === 'table');
  const rows = tables.flatMap(({ name }) =>
    (client.prepare(`SELECT * FROM ${name}`).raw().all() as unknown[][]).map(
      (row) => `INSERT INTO ${name} VALUES (${row.map(literal).join(', ')});`,
    ),
  );
  const others = objects.filter(({ type }) => type !== 'table').map(({ sql }) => `${sql};`);
  const version = client.pragma('user_version', { simple: true });
  return [
    ...tables.map(({ sql }) => `${sql};`),
    ...rows,
    ...others,
    `PRAGMA user_version = ${version};`,
    '',
  ].join('\n');
}

/** A runner that has done a little of everything: runs that ended each way, people's answers, links and sessions. */
async function fill(heed: TestRunner): Promise<void> {
  const { services, access } = heed.runner;
  const wanted = graph(
    {
      a: { kind: 'emit', text: "it's 晴" },
      m: { kind: 'measure' },
      c: { kind: 'count', diary: `${heed.folder}/diary.txt` },
    },
    'a.out > m.in',
  );
  await heed.run(wanted);
  await heed.run(wanted);
  await heed.run(graph({ bad: { kind: 'fail' } }));
  const asked = await heed.run(graph({ people: { kind: 'ask', pairs: 2 } }));
  const place = { run: asked.id, node: 'people' };
  const ada = person(services.labeling, asked.id, 'Ada');
  ada.judge();
  ada.undo();
  access.inviteToken(place);
  access.enter(access.inviteToken(place));
  access.enter(access.ownerToken());
  access.ownerToken();
  services.graphs.create({ ...wanted, name: 'saved' });
}

await using heed = await TestRunner.open();
await fill(heed);
const client = heed.runner.database;
const file = join(import.meta.dirname, `schema-${client.pragma('user_version', { simple: true })}.sql`);
writeFileSync(file, dump(client).replaceAll(heed.folder, '/home/heed'));
console.log(`Wrote ${file}`);
