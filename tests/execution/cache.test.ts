import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diamond, graph } from './graphs.ts';
import { TestRunner } from './harness.ts';

describe('the cache', () => {
  it('takes an unchanged graph from the run before, with outputs, results and curves', async () => {
    await using heed = await TestRunner.open();
    const wanted = graph({ a: { kind: 'slow', steps: 3, stepMs: 0 } });
    const first = await heed.run(wanted);
    const second = await heed.run(wanted);
    expect(first.reasons('a')).toEqual(['this node has not run before in this graph']);
    expect([second.didRun('a'), second.wasCached('a')]).toEqual([false, true]);
    expect(second.node('a').cache).toEqual({ hit: true, fromRun: first.id });
    expect(second.node('a').outputs).toEqual(first.node('a').outputs);
    expect(second.node('a').results).toEqual({ steps: 3 });
    const { series } = heed.runner.services.runs.metrics({ run: second.id, node: 'a' });
    expect(series[0]?.steps).toEqual([1, 2, 3]);
  });

  it('runs only what a changed parameter reaches, and says why', async () => {
    await using heed = await TestRunner.open();
    const first = await heed.run(diamond());
    const run = await heed.run(diamond(), { settings: ['a.text=changed'] });
    expect([run.wasCached('a'), run.wasCached('b'), run.wasCached('joined')]).toEqual([false, true, false]);
    expect(run.reasons('a')).toEqual(['Text: "a" → "changed"']);
    expect(run.reasons('joined')).toEqual([
      expect.stringMatching(/^the input "In" changed: a\.out \w{8} → \w{8}$/),
    ]);
    expect(run.node('a').cache).toMatchObject({
      comparedWith: first.id,
      causes: [{ type: 'config', field: 'text', before: 'a', after: 'changed' }],
    });
    const [before, after] = [first, run].map((one) => [one.node('a').outputs.out, one.node('b').outputs.out]);
    expect(run.node('joined').cache).toMatchObject({
      causes: [{ type: 'input', port: 'in', before, after }],
    });
    const told = run.events.map(({ payload }) => payload);
    expect(told).toContainEqual(expect.objectContaining({ node: 'a', cache: run.node('a').cache }));
    expect(run.text('joined')).toMatch(/^changed/);
  });

  it('stops at a node whose output stayed the same', async () => {
    await using heed = await TestRunner.open();
    writeFileSync(join(heed.folder, 'x.txt'), 'a');
    await heed.run(diamond());
    const run = await heed.run(diamond(), { settings: ['a.file=x.txt'] });
    expect([run.didRun('a'), run.wasCached('joined')]).toEqual([true, true]);
  });

  it('ignores fields that do not affect the result', async () => {
    await using heed = await TestRunner.open();
    await heed.run(diamond());
    const run = await heed.run(diamond(), { settings: ['a.note=hello'] });
    expect(run.wasCached('a')).toBe(true);
  });

  it('follows the contents of a file, not its path', async () => {
    await using heed = await TestRunner.open();
    for (const name of ['one.txt', 'two.txt']) writeFileSync(join(heed.folder, name), 'same');
    const reading = (file: string) => graph({ a: { kind: 'emit', file } });
    await heed.run(reading('one.txt'));
    expect((await heed.run(reading('two.txt'))).wasCached('a')).toBe(true);
    writeFileSync(join(heed.folder, 'two.txt'), 'edited');
    const edited = await heed.run(reading('two.txt'));
    expect(edited.wasCached('a')).toBe(false);
    expect(edited.reasons('a')[0]).toMatch(/^File: /);
    expect(edited.text('a')).toMatch(/^edited/);
  });

  it('depends on the seed of the graph', async () => {
    await using heed = await TestRunner.open();
    const first = await heed.run(diamond());
    const run = await heed.run(diamond(), { settings: ['seed=2'] });
    expect(run.reasons('b')).toEqual(['the seed changed: 1 → 2']);
    expect(run.text('b')).not.toBe(first.text('b'));
  });

  it('is left aside by a fresh run', async () => {
    await using heed = await TestRunner.open();
    await heed.run(diamond());
    const run = await heed.run(diamond(), { fresh: true });
    expect([run.didRun('a'), run.didRun('joined')]).toEqual([true, true]);
    expect(run.reasons('a')).toEqual(['a fresh run was asked for']);
  });

  it('runs a node again whose artifact is gone from the disk, and says so', async () => {
    await using heed = await TestRunner.open();
    const first = await heed.run(diamond());
    const folder = heed.runner.artifacts.folderOf(first.node('joined').outputs.out ?? '');
    rmSync(folder, { recursive: true });
    const run = await heed.run(diamond());
    expect([run.wasCached('a'), run.didRun('joined')]).toEqual([true, true]);
    expect(run.reasons('joined')).toEqual(['its earlier result is no longer in the data folder']);
  });

  it('explains a miss in Chinese as well', async () => {
    await using heed = await TestRunner.open();
    await heed.run(diamond());
    const { cache } = (await heed.run(diamond(), { settings: ['a.text=b'] })).node('a');
    expect(cache && !cache.hit && cache.reasons[0]?.zh).toBe('文本："a" → "b"');
  });
});
