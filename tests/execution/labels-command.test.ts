import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heed as command } from './command.ts';
import { graph } from './graphs.ts';
import { TestRunner } from './harness.ts';
import { serveTest } from './server.ts';

const pipeline = graph({ people: { kind: 'ask', pairs: 2, overlap: 2 } });
const answers = [0, 1].map((n) => {
  return { prompt: `Prompt ${n}`, chosen: `Answer A${n}`, rejected: `Answer B${n}`, labeler: 'Zoe' };
});
const lines = answers.map((one) => `${JSON.stringify(one)}\n`).join('');

/** Commands in a folder, each a process that ends by itself; else the test would wait for it. */
function labelsIn(folder: string, where: string[]) {
  return async (...args: string[]) => {
    const { code, stdout, stderr } = await command(['labels', ...args, ...where], folder);
    return { code, stdout, stderr };
  };
}

describe('the command "heed labels" as a process of its own', () => {
  it('works on a data folder that nobody serves, and ends', async () => {
    await using heed = await TestRunner.open();
    const { id: run } = await heed.run(pipeline);
    await heed.runner.close();
    const at = labelsIn(heed.folder, ['--data', join(heed.folder, 'data')]);
    const file = join(heed.folder, 'in.jsonl');
    writeFileSync(file, lines);
    expect(await at('import', file, run, 'people', '--source', 'elsewhere')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('2 new judgements by 1 labelers'),
    });
    expect(await at('export', run, 'people', '--format', 'trl')).toMatchObject({ code: 0, stdout: lines });
  });

  it('works at a runner that serves, and ends', async () => {
    await using heed = await TestRunner.open();
    const { id: run } = await heed.run(pipeline);
    await using server = await serveTest(heed.runner);
    const { token } = heed.runner.services.access.createToken({ name: 'far', role: 'designer' }, 'test');
    const at = labelsIn(heed.folder, ['--runner', server.url, '--token', token]);
    const out = join(heed.folder, 'out.parquet');
    writeFileSync(join(heed.folder, 'in.jsonl'), lines);
    const imported = await at(
      'import',
      join(heed.folder, 'in.jsonl'),
      run,
      'people',
      '--source',
      'elsewhere',
    );
    expect(imported.code).toBe(0);
    expect((await at('export', run, 'people', '--format', 'parquet', '--out', out)).code).toBe(0);
    expect(readFileSync(out).subarray(0, 4).toString()).toBe('PAR1');
    expect((await at('import', out, run, 'people', '--source', 'elsewhere')).stdout).toContain(
      '2 judgements known already. There was nothing to import.',
    );
    const nowhere = join(heed.folder, 'none', 'out.csv');
    expect(await at('export', run, 'people', '--format', 'csv', '--out', nowhere)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`cannot be written: there is no folder ${join(heed.folder, 'none')}`),
    });
  });
});

it('a runner that is closed again is closed once', async () => {
  const heed = await TestRunner.open();
  await Promise.all([heed.runner.close(), heed.runner.close()]);
  await heed.runner.close();
  await heed[Symbol.asyncDispose]();
});
