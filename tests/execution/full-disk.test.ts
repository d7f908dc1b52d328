import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { emptyGraph } from '@heed/schema';
import { expect, test } from 'vitest';
import { appRouter } from '../../apps/runner/src/api/router.ts';
import { graph } from './graphs.ts';
import { TestRunner, temporaryFolder } from './harness.ts';

/** A disk of 32 MB; undefined where this machine does not let us have one. */
function smallDisk(folder: string) {
  mkdirSync(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', folder], { stdio: 'ignore' });
    return { [Symbol.dispose]: () => execFileSync('umount', ['-l', folder]) };
  } catch {
    return undefined;
  }
}

/** Writes until nothing more fits. */
function fill(file: string): void {
  const handle = openSync(file, 'w');
  try {
    for (let size = 2 ** 20; size >= 1; size = Math.floor(size / 2)) {
      try {
        for (;;) writeSync(handle, Buffer.alloc(size, 1));
      } catch (error) {
        expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
      }
    }
  } finally {
    closeSync(handle);
  }
}

test('on a disk that is really full a run is paused, and goes on without losing a step when there is room', async (context) => {
  using folder = temporaryFolder();
  using disk = smallDisk(join(folder.path, 'disk'));
  if (!disk) return context.skip('This machine lets us mount no disk.');
  const dataFolder = join(folder.path, 'disk', 'data');
  await using heed = await TestRunner.open({ dataFolder, checkpointMs: 0 });
  const id = heed.start(graph({ a: { kind: 'count', to: 300, stepMs: 5 } }));
  await heed.until(id, ({ payload }) => payload.type === 'progress' && payload.fraction > 0);
  const filler = join(folder.path, 'disk', 'filler');
  fill(filler);
  const owner = appRouter.createCaller({
    services: heed.runner.services,
    session: { role: 'owner', id: 'o', name: 'Ada' },
    source: 'here',
  });
  const createUntilFull = async () => {
    for (;;) await owner.graphs.create({ graph: emptyGraph('saved on a full disk') });
  };
  await expect(createUntilFull()).rejects.toThrow(
    /^The disk of the runner is full, so nothing was changed; make room/,
  );
  await heed.until(id, ({ payload }) => payload.type === 'run-state' && payload.state === 'paused');
  const { state, pause, error } = heed.runner.services.runs.get(id);
  expect([state, pause]).toEqual(['paused', 'disk-full']);
  expect(error?.en).toMatch(/^Paused: disk full\. .*disk\/data cannot be written/);
  rmSync(filler);
  const run = await heed.rest(id);
  expect([run.state, run.node('a').attempt]).toEqual(['succeeded', 1]);
  const said = readFileSync(join(heed.folder, 'diary.txt'), 'utf8').trim().split(' ').map(Number);
  expect([...new Set(said)]).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
});
