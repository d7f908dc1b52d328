import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../apps/runner/src/db/open.ts';
import { CheckpointFolders } from '../../apps/runner/src/execution/checkpoints.ts';
import { storeUpload } from '../../apps/runner/src/graphs/uploads.ts';
import { collect } from '../../apps/runner/src/storage/collect.ts';
import { diamond, graph } from './graphs.ts';
import { TestRunner } from './harness.ts';

const LONG_AGO = new Date('2020-01-01');

/** Every artifact that rows of runs, pins or the cache refer to. */
function referredTo(heed: TestRunner): string[] {
  const lists = ['attempts', 'cache', 'pins'].flatMap((table) =>
    heed.runner.database.prepare(`SELECT outputs FROM ${table} WHERE outputs IS NOT NULL`).pluck().all(),
  );
  return lists.flatMap((outputs) => Object.values(JSON.parse(String(outputs)) as Record<string, string>));
}

async function upload(heed: TestRunner, text: string): Promise<string> {
  const path = await storeUpload(heed.runner.uploads, 'x.txt', Readable.from([Buffer.from(text)]));
  utimesSync(join(heed.runner.uploads, path.slice('upload:'.length, -'/x.txt'.length)), LONG_AGO, LONG_AGO);
  return path;
}

describe('collecting garbage', () => {
  it('removes nothing that a run, a pin or a graph refers to, and all else', async () => {
    await using heed = await TestRunner.open();
    const { graphs, runs, storage } = heed.runner.services;
    const [named, loose] = [await upload(heed, 'in a graph'), await upload(heed, 'in none')];
    graphs.create(graph({ a: { kind: 'emit', file: named } }));
    await storeUpload(heed.runner.uploads, 'new.txt', Readable.from([Buffer.from('just uploaded')]));
    mkdirSync(join(heed.folder, 'data/checkpoints/done-work'), { recursive: true });
    writeFileSync(join(heed.folder, 'data/checkpoints/done-work/model'), 'weights');
    const first = await heed.run(diamond());
    const second = await heed.run(diamond(), { settings: ['a.text=changed'] });
    expect(await storage.collect({})).toMatchObject({
      artifacts: { count: 0 },
      uploads: { count: 1, bytes: 7 },
      checkpoints: { count: 1, bytes: 7 },
    });
    const kept = { graph: first.view.graphId, node: 'a', run: first.id };
    graphs.pin(kept, 'owner');
    runs.remove(first.id);
    expect(() => runs.get(first.id)).toThrow(/There is no run/);
    const use = await storage.use();
    expect([use.artifacts.count, use.cacheOnly.count, use.uploads.count]).toEqual([4, 1, 2]);
    const foreseen = await storage.collect({ dryRun: true });
    const done = await storage.collect({});
    expect(foreseen.artifacts).toEqual(done.artifacts);
    expect(done).toMatchObject({ artifacts: { count: 1 }, uploads: { count: 0 } });
    const ofRuns = [
      first.node('a').outputs.out,
      ...Object.values(second.view.nodes).map((one) => one.outputs.out),
    ];
    expect(heed.published().sort()).toEqual([...new Set(ofRuns)].sort());
    expect(readdirSync(heed.runner.uploads)).not.toContain(loose.slice('upload:'.length, -'/x.txt'.length));
    expect((await storage.use()).cacheOnly.count).toBe(0);
    graphs.remove(kept.graph);
    expect((await storage.collect({})).artifacts.count).toBe(0);
    const monthAgo = Date.now() - 31 * 24 * 3600 * 1000;
    heed.runner.database.prepare('UPDATE graphs SET removed_at = ? WHERE id = ?').run(monthAgo, kept.graph);
    expect((await storage.collect({})).artifacts.count).toBe(1);
    expect((await heed.run(diamond(), { settings: ['a.text=changed'], to: 'b' })).wasCached('b')).toBe(true);
  });

  it('deletes old runs where asked to, keeps the newest, and leaves those under way alone', async () => {
    await using heed = await TestRunner.open();
    const { runs, storage } = heed.runner.services;
    const [, second] = [await heed.run(diamond()), await heed.run(diamond(), { settings: ['b.text=c'] })];
    const slow = heed.start(graph({ slow: { kind: 'slow', steps: 400 } }));
    await heed.untilNode(slow, 'slow', 'running');
    expect(() => runs.remove(slow)).toThrow(/is not over \(running\); cancel it/);
    expect(await storage.collect({ keepLast: 1, dryRun: true })).toMatchObject({
      runs: 1,
      artifacts: { count: 2 },
    });
    expect(await storage.collect({ keepLast: 0, olderThanDays: 1 })).toMatchObject({ runs: 0 });
    expect(await storage.collect({ keepLast: 1 })).toMatchObject({ runs: 1, artifacts: { count: 2 } });
    expect(runs.list().map(({ id }) => id)).toEqual([slow, second.id]);
    runs.cancel(slow);
    await heed.rest(slow);
  });

  it('leaves no dangling reference where the power fails between its steps', async () => {
    await using heed = await TestRunner.open();
    const { id } = await heed.run(diamond());
    const before = heed.published();
    heed.runner.services.runs.remove(id);
    const dataFolder = join(heed.folder, 'data');
    let moves = 0;
    const moveAway = () => {
      if (moves++ === 1) throw new Error('power cut');
    };
    const db = openDatabase(join(dataFolder, 'heed.db'));
    const checkpoints = new CheckpointFolders(dataFolder, 1000);
    await expect(collect({ db, dataFolder, checkpoints, moveAway }, {})).rejects.toThrow('power cut');
    db.$client.close();
    expect(heed.published()).toEqual(before);
    await heed.restart();
    expect(heed.published()).toEqual([]);
    const run = await heed.run(diamond());
    expect([run.state, run.didRun('a')]).toEqual(['succeeded', true]);
    const there = new Set(heed.published());
    const visible = Object.values(run.view.nodes).flatMap(({ outputs }) => Object.values(outputs));
    expect(visible.every((artifact) => there.has(artifact))).toBe(true);
    expect(referredTo(heed).filter((artifact) => !there.has(artifact))).toEqual([]);
  });
});
