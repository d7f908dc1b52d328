import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { heed } from './command.ts';
import { graph } from './graphs.ts';
import { temporaryFolder } from './harness.ts';

it('heed prints the log of a run and where an artifact came from', async () => {
  using folder = temporaryFolder();
  const nodes = { a: { kind: 'slow', steps: 3, stepMs: 1 }, b: { kind: 'join' }, c: { kind: 'emit' } };
  const wanted = graph(nodes, 'a.out > b.in', 'c.out > b.in');
  writeFileSync(join(folder.path, 'graph.json'), JSON.stringify(wanted));
  const run = await heed(['run', 'graph.json', '--data', 'data', '--json'], folder.path);
  expect(run.code).toBe(0);
  const id = String(run.command.json.at(-1)?.run);

  const all = await heed(['runs', 'logs', id, '--data', 'data'], folder.path);
  expect(all.stdout.split('\n').map((line) => line.slice(20))).toEqual([
    ...['warn  a: "broken" is NaN at step 1.', 'info  a: all steps done', ''],
  ]);
  const warnings = await heed(
    ['runs', 'logs', id, 'a', '--level', 'warn', '--json', '--data', 'data'],
    folder.path,
  );
  expect(warnings.command.json).toMatchObject([{ node: 'a', attempt: 1, level: 'warn' }]);
  const one = await heed(
    ['runs', 'logs', id, 'a', '--search', 'DONE', '--lines', '5', '--data', 'data'],
    folder.path,
  );
  expect(one.stdout).toMatch(/^\S+ \S+ info {2}a: all steps done\n$/);

  const back = await heed(['lineage', `${id}/b/out`, '--data', 'data'], folder.path);
  expect(
    back.stdout.split('\n').map((line) => line.replaceAll(id, 'RUN').replaceAll(/[0-9a-f]{12}/g, 'ID')),
  ).toEqual([
    'prompts ID ← join "b" of run RUN',
    '  prompts ID ← slow "a" of run RUN',
    '  prompts ID ← emit "c" of run RUN',
    '',
  ]);
  const missing = await heed(['lineage', `${id}/b/none`, '--data', 'data'], folder.path);
  expect([missing.code, missing.stderr]).toEqual([
    2,
    expect.stringContaining('has no output b/none; the outputs of "b" are: out.'),
  ]);
});
