import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { main } from '../../apps/runner/src/cli/main.ts';
import { diamond } from './graphs.ts';
import { kindsFolder, temporaryFolder } from './harness.ts';

/** Runs a `heed` command here, without the time that a process of its own takes to start. */
async function inThisProcess(args: string[]): Promise<{ code: number; text: string }> {
  const lines: string[] = [];
  const spies = (['log', 'error'] as const).map((method) =>
    vi.spyOn(console, method).mockImplementation((line) => void lines.push(String(line))),
  );
  try {
    const code = await main(args);
    return { code, text: lines.join('\n') };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** Every command listens for the end of its reader. */
process.stdout.setMaxListeners(0);

describe('graphs, pins and the disk on the command line', () => {
  it('list, compare, name, pin, restore, delete and collect', async () => {
    using folder = temporaryFolder();
    const place = ['--data', join(folder.path, 'data'), '--kinds', kindsFolder];
    const call = (...args: string[]) => inThisProcess([...args, ...place]);
    const file = join(folder.path, 'graph.json');
    writeFileSync(file, JSON.stringify(diamond()));
    await call('run', file);
    writeFileSync(file, JSON.stringify(diamond({ text: 'second' })));
    const run = JSON.parse((await call('run', file, '--json')).text.split('\n').at(-1) ?? '') as {
      run: string;
    };
    expect((await call('graphs', 'diff', 'test', '1', '2')).text).toBe('~ a.config.text: "a" → "second"');
    expect(await call('graphs', 'name', 'test', '1', 'First')).toEqual({
      ...{ code: 0, text: 'Revision 1 is now "First".' },
    });
    expect((await call('graphs', 'restore', 'test', '1')).text).toBe('Revision 1 is back as revision 3.');
    const versions = await call('graphs', 'versions', 'test');
    expect(versions.text).toMatch(/3 .*as revision 1[\s\S]*1 +│ First/);
    expect((await call('graphs', 'pin', 'test', 'a', run.run)).code).toBe(0);
    const pinned = await call('run', file, '--to', 'a');
    expect(pinned.text).toContain(`a: pinned (run ${run.run})`);
    expect((await call('graphs', 'unpin', 'test', 'b')).text).toMatch(/^Node "b" is not pinned .* are a\.$/);
    const why = await call('runs', 'why', run.run, 'a');
    expect(why.text).toMatch(/^a: ran, because Text: "a" → "second" \(compared with run \w+\)$/);
    expect((await call('runs', 'delete', run.run)).code).toBe(0);
    const collected = JSON.parse((await call('gc', '--dry-run', '--json')).text);
    expect(collected).toMatchObject({ dryRun: true, collected: { runs: 0, artifacts: { count: 1 } } });
    const done = await call('gc', '--keep-last', '1');
    expect([done.code, done.text]).toEqual([
      0,
      expect.stringMatching(/^Removed 1 run, \d artifacts, 0 uploads, 0 checkpoints: 0\.00 MB\./),
    ]);
    expect(await call('graphs', 'diff', 'none', '1', '2')).toEqual({
      ...{ code: 2, text: 'There is no graph "none"; "heed graphs list" names those there are.' },
    });
  });
});
