import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Localized, Problem } from '@heed/schema';
import { describe, expect, it } from 'vitest';
import { readWeights } from '../../apps/runner/src/artifacts/weights.ts';
import { diamond, graph } from './graphs.ts';
import { TestRunner, temporaryFolder } from './harness.ts';
import { serveTest } from './server.ts';

interface Refusal {
  error: { message: string; data: { code: string; problems?: Problem[]; localized?: Localized } };
}

async function refusal(answer: Response): Promise<Refusal['error']> {
  return ((await answer.json()) as Refusal).error;
}

describe('the API', () => {
  it('lists every problem of a graph that cannot run, each with its place', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const wanted = graph({ a: { kind: 'join' }, b: { kind: 'wat' } });
    const start = { graph: wanted, idempotencyKey: 'key-12345' };
    const answer = await server.post('/trpc/runs.start', start);
    expect(answer.status).toBe(400);
    const { data } = await refusal(answer);
    expect(data.problems?.map(({ code, node }) => [code, node])).toEqual([
      ['missing-input', 'a'],
      ['unknown-kind', 'b'],
    ]);
  });

  it('answers a stale save with CONFLICT in both languages', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const { id } = heed.runner.services.graphs.create(diamond());
    const save = { id, revision: 1, graph: diamond({ text: 'x' }) };
    expect((await server.post('/trpc/graphs.save', save)).status).toBe(200);
    const answer = await server.post('/trpc/graphs.save', save);
    expect(answer.status).toBe(409);
    const { message, data } = await refusal(answer);
    expect([data.code, data.localized?.en, data.localized?.zh]).toEqual([
      ...['CONFLICT', message, expect.stringContaining('第 2 版')],
    ]);
  });

  it('pages through the tables of an artifact and reads its report', async () => {
    await using heed = await TestRunner.open();
    const { artifacts } = heed.runner.services;
    const run = await heed.run(graph({ a: { kind: 'emit' }, m: { kind: 'measure' } }, 'a.out > m.in'));
    const id = run.node('m').outputs.report ?? '';
    const page = await artifacts.rows({ id, file: 'pairs.parquet', offset: 5, limit: 5 });
    expect([page.total, page.rows.map(({ prompt }) => prompt)]).toEqual([7, ['Prompt 5', 'Prompt 6']]);
    expect((await artifacts.report(id)).title.en).toBe('Evaluation');
    expect(await artifacts.get(id)).toMatchObject({ id, manifest: { type: 'report' } });
    await expect(artifacts.rows({ id, file: '../x.parquet', offset: 0, limit: 5 })).rejects.toThrow(
      /no file/,
    );
    await expect(artifacts.get('0'.repeat(64))).rejects.toThrow(/no artifact/);
  });
});

describe('a model card', () => {
  function safetensors(folder: string, header: string, length = BigInt(Buffer.byteLength(header))): string {
    const file = join(folder, 'model.safetensors');
    const start = Buffer.alloc(8);
    start.writeBigUInt64LE(length);
    writeFileSync(file, Buffer.concat([start, Buffer.from(header)]));
    return file;
  }

  it('counts parameters from the header alone', async () => {
    const tensor = (shape: number[]) => ({ dtype: 'F32', shape, data_offsets: [0, 0] });
    const header = { __metadata__: { format: 'pt' }, a: tensor([3, 4]), b: tensor([5]), c: tensor([]) };
    using folder = temporaryFolder();
    expect(await readWeights(safetensors(folder.path, JSON.stringify(header)))).toEqual({
      ...{ tensors: 3, parameters: 18, dtypes: { F32: 18 } },
    });
  });

  it('refuses a header that claims to be enormous before it makes room for it', async () => {
    using folder = temporaryFolder();
    const enormous = safetensors(folder.path, '{}', 2n ** 60n);
    await expect(readWeights(enormous)).rejects.toThrow(/no valid safetensors header/);
  });
});
