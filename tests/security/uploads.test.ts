import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../apps/runner/src/canonical.ts';
import { TestRunner } from '../execution/harness.ts';
import { serveTest, type TestServer } from '../execution/server.ts';

async function pathOf(answer: Response): Promise<string | null> {
  return ((await answer.json()) as { result: { data: { path: string | null } } }).result.data.path;
}

/** Sends a file with the digest that it should have. */
function send(server: TestServer, name: string, text: string, digest = sha256(text)): Promise<Response> {
  return fetch(`${server.url}/uploads?name=${name}&sha256=${digest}`, {
    method: 'POST',
    headers: { cookie: server.cookie, 'content-type': 'application/octet-stream' },
    body: text,
  });
}

describe('an upload', () => {
  it('is found by its digest under any name, and refused where it is not what its digest says', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const digest = sha256('hello');
    const find = (name: string) => server.post('/trpc/uploads.find', { sha256: digest, name });
    expect(await pathOf(await find('a.txt'))).toBeNull();
    const wrong = await send(server, 'a.txt', 'hullo', digest);
    expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining('instead of')]);
    expect(await pathOf(await find('a.txt'))).toBeNull();
    expect((await send(server, 'a.txt', 'hello')).status).toBe(200);
    expect(await pathOf(await find('b.txt'))).toBe(`upload:${digest}/b.txt`);
    expect(readdirSync(join(heed.runner.uploads, digest)).sort()).toEqual(['a.txt', 'b.txt']);
    expect((await find('../b.txt')).status).toBe(400);
  });

  it('of a folder is put together from its files, within the folder only', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const digest = sha256('weights');
    const make = (path: string, one = digest) =>
      server.post('/trpc/uploads.folder', { name: 'model', files: [{ path, sha256: one }] });
    expect((await make('model.safetensors')).status).toBe(404);
    await send(server, 'model.safetensors', 'weights');
    const path = (await pathOf(await make('onnx/model.safetensors'))) ?? '';
    const [, folder = ''] = /^upload:([0-9a-f]{64})\/model$/.exec(path) ?? [];
    const stored = join(heed.runner.uploads, folder, 'model/onnx/model.safetensors');
    expect(readFileSync(stored, 'utf8')).toBe('weights');
    expect(await pathOf(await make('onnx/model.safetensors'))).toBe(path);
    for (const bad of ['../x', '/x', 'a/../../x', 'a//x', './x', 'a/..', 'a\\..\\x', 'a\u0000', ''])
      expect([bad, (await make(bad)).status]).toEqual([bad, 400]);
    expect((await make('x', '../../heed.db')).status).toBe(400);
    expect(existsSync(join(heed.folder, 'x'))).toBe(false);
  });
});
